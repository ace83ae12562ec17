// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** Waits for admin calls of one start-up: all of them share one bound. */
final class AdminCalls {

  private final KafkaSettings settings;
  private final long deadline;

  AdminCalls(KafkaSettings settings) {
    this.settings = settings;
    this.deadline = System.nanoTime() + settings.startTimeout().toNanos();
  }

  private Duration left() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  /**
   * @throws KafkaUnreachableException if there is no answer in time
   * @throws KafkaException as the broker answered
   */
  <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (java.util.concurrent.TimeoutException e) {
      throw unreachable(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException timeout) {
        throw unreachable(timeout);
      }
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    }
  }

  /**
   * Lets a little time pass between two looks.
   *
   * @throws KafkaSetupException with this message if there is none left
   */
  void pauseOrFail(Duration pause, String message) {
    if (left().isZero()) {
      throw new KafkaSetupException(
          message + " (waited %d s)".formatted(settings.startTimeout().toSeconds()), null);
    }
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private KafkaUnreachableException unreachable(Exception cause) {
    return new KafkaUnreachableException(
        settings.bootstrapServers(), settings.startTimeout().minus(left()), cause);
  }
}
