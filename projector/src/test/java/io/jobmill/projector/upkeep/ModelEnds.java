// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.JobQueue;
import io.jobmill.job.Pool;
import io.jobmill.projector.upkeep.ActiveJobs.QueuePartition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Answers later, with what was true at some time in between, or not at all. */
final class ModelEnds implements ClusterEnds {

  private static final TopicPartition QUEUE =
      new TopicPartition(ModelBroker.TOPICS.queue(Pool.DEFAULT), 0);

  private final ModelBroker broker;
  private final ModelReader reader;
  private final Random random;
  private final List<Question<?>> questions = new ArrayList<>();

  ModelEnds(ModelBroker broker, ModelReader reader, Random random) {
    this.broker = broker;
    this.reader = reader;
    this.random = random;
  }

  private record Question<T>(T early, Supplier<T> now, CompletableFuture<T> answer) {
    void answer(boolean late) {
      answer.complete(late ? now.get() : early);
    }
  }

  @Override
  public CompletableFuture<Map<Integer, Long>> events() {
    return ask(broker::eventEnds);
  }

  @Override
  public CompletableFuture<Queues> queues(Collection<JobQueue> queues) {
    return ask(
        () ->
            new Queues(
                Map.of(QUEUE, (long) broker.queue().size()),
                Map.of(new QueuePartition(JobQueue.normal(Pool.DEFAULT), 0), broker.doneBelow())));
  }

  @Override
  public CompletableFuture<Map<TopicPartition, Long>> reported() {
    return ask(() -> Map.of(QUEUE, reader.committed()));
  }

  void answerAll() {
    questions.forEach(question -> question.answer(random.nextBoolean()));
    questions.clear();
  }

  void refuseAll() {
    questions.forEach(
        question -> question.answer().completeExceptionally(new KafkaException("away")));
    questions.clear();
  }

  private <T> CompletableFuture<T> ask(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    questions.add(new Question<>(question.get(), question, answer));
    return answer;
  }
}
