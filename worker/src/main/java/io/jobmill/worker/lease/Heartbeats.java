// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.lease;

import io.jobmill.event.Host;
import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord;
import io.jobmill.event.WorkerState;
import io.jobmill.job.Pool;
import io.jobmill.kafka.Loop;
import io.jobmill.kafka.Sends;
import io.jobmill.wire.WorkerRecordCodec;
import io.jobmill.worker.execution.RunningAttempts;
import io.jobmill.worker.report.BrokerTime;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Says regularly that this worker lives and which attempts it has. One at a time, each sent within
 * a bound or not at all: a heartbeat that arrived late would tell an old story.
 */
public final class Heartbeats implements Loop {

  private final Self self;
  private final RunningAttempts attempts;
  private final Sends sends;
  private final Clocks clocks;
  private final Supplier<WorkerState> willing;
  private @Nullable WorkerState leaving;
  private long seq;
  private volatile Instant lastAcknowledged = Instant.EPOCH;

  /**
   * What does not change while the worker runs.
   *
   * @param topic where workers report
   * @param operations the operation types it can run
   * @param host looks at the machine
   */
  public record Self(
      String topic,
      Origin origin,
      Duration every,
      String hostname,
      List<Pool> pools,
      Map<String, String> labels,
      int slots,
      List<String> operations,
      Supplier<Host> host) {}

  /**
   * @param own this machine's, for people
   * @param broker learns from every acknowledgement what time it is
   */
  public record Clocks(Clock own, BrokerTime broker) {}

  /**
   * @param willing what the worker is willing to do, while it does not leave
   */
  public Heartbeats(
      Self self,
      RunningAttempts attempts,
      Supplier<WorkerState> willing,
      Sends sends,
      Clocks clocks) {
    this.self = self;
    this.willing = willing;
    this.attempts = attempts;
    this.sends = sends;
    this.clocks = clocks;
  }

  /** Says so from the next heartbeat on, whatever the worker was willing to do. */
  public synchronized void leaving(WorkerState state) {
    leaving = state;
  }

  /** When the cluster last took one; {@link Instant#EPOCH} before the first. */
  public Instant lastAcknowledged() {
    return lastAcknowledged;
  }

  /**
   * @throws io.jobmill.kafka.SendFailedException if it was not acknowledged in time
   */
  @Override
  public synchronized void runOnce() {
    WorkerRecord.Heartbeat heartbeat =
        new WorkerRecord.Heartbeat(
            self.origin(),
            ++seq,
            self.every(),
            self.hostname(),
            self.pools(),
            self.labels(),
            self.slots(),
            leaving == null ? willing.get() : leaving,
            self.operations(),
            attempts.listed(),
            self.host().get(),
            clocks.own().instant());
    byte[] key = self.origin().id().getBytes(StandardCharsets.UTF_8);
    RecordMetadata at =
        sends
            .all(
                List.of(
                    new ProducerRecord<>(self.topic(), key, WorkerRecordCodec.encode(heartbeat))))
            .get(0);
    clocks.broker().acknowledged(Instant.ofEpochMilli(at.timestamp()));
    lastAcknowledged = clocks.own().instant();
  }
}
