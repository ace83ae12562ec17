// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** A question to the cluster of which one is under way at a time. */
final class Answer<T> {

  private @Nullable CompletableFuture<T> pending;

  void ask(CompletableFuture<T> question) {
    pending = question;
  }

  boolean isPending() {
    return pending != null;
  }

  /**
   * The answer, once, when it is there.
   *
   * @throws KafkaException if there will be none
   */
  Optional<T> take() {
    CompletableFuture<T> question = pending;
    if (question == null || !question.isDone()) {
      return Optional.empty();
    }
    pending = null;
    try {
      return Optional.of(question.join());
    } catch (CompletionException e) {
      throw new KafkaException("the cluster did not answer: " + e.getCause(), e.getCause());
    }
  }

  void forget() {
    pending = null;
  }
}
