// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.job.JobQueue;
import io.jobmill.job.Pool;
import io.jobmill.kafka.SendOutcome;
import io.jobmill.kafka.Sends;
import io.jobmill.worker.execution.Attempt;
import io.jobmill.worker.metrics.WorkerListener;
import io.jobmill.worker.report.EventReporter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a batch off the queue: judge, make durable what is to be said, accept, have it confirmed.
 *
 * <p>The order is what jobs hang on. {@code started} is durable before the record is accepted: the
 * reverse would lose a job whose worker dies in between. Only what the broker has confirmed runs:
 * it confirms one worker, so a record has one runner. What is not confirmed is said to be {@code
 * unclaimed} and does not run; the record comes again, or upkeep notices that nobody has it.
 */
final class Claimer {

  private static final Logger log = LoggerFactory.getLogger(Claimer.class);

  private final RecordJudge judge;
  private final VerdictRecords says;
  private final Sends sends;
  private final EventReporter reporter;
  private final Terms terms;

  /**
   * @param queue whose records they are
   * @param times of the queue's lock
   * @param nanos a clock that never jumps
   */
  record Terms(JobQueue queue, ClaimTimes times, WorkerListener listener, LongSupplier nanos) {

    Pool pool() {
      return queue.pool();
    }
  }

  Claimer(
      RecordJudge judge, VerdictRecords says, Sends sends, EventReporter reporter, Terms terms) {
    this.judge = judge;
    this.says = says;
    this.sends = sends;
    this.reporter = reporter;
    this.terms = terms;
  }

  /**
   * Deals with every record of the batch; the consumer can be polled again afterwards.
   *
   * @param room how many attempts may run; records beyond go back
   */
  Claims claim(
      ShareConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> batch, int room) {
    long begun = terms.nanos().getAsLong();
    List<Judged> judged = judge(batch, room);
    List<@Nullable String> problems = makeDurable(judged);
    if (terms.nanos().getAsLong() - begun > terms.times().latestAccept().toNanos()) {
      problems.replaceAll(
          problem -> problem == null ? "it took too long to make durable" : problem);
    }
    for (int i = 0; i < judged.size(); i++) {
      AcknowledgeType answer =
          problems.get(i) == null ? AcknowledgeType.ACCEPT : AcknowledgeType.RELEASE;
      consumer.acknowledge(judged.get(i).record(), answer);
    }
    Map<TopicPartition, Optional<String>> confirmed = confirm(consumer);
    List<Attempt> attempts = new ArrayList<>();
    String trouble = null;
    for (int i = 0; i < judged.size(); i++) {
      String problem = problems.get(i);
      if (problem == null) {
        problem = problemOf(judged.get(i).record(), confirmed);
      }
      settle(judged.get(i), problem, attempts);
      trouble = problem == null ? trouble : problem;
    }
    return new Claims(attempts, trouble);
  }

  private List<Judged> judge(ConsumerRecords<byte[], byte[]> batch, int room) {
    TemplateLookup lookup = judge.lookup(terms.times().lookup());
    List<Judged> judged = new ArrayList<>(batch.count());
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      Judged one = judge.judge(record, terms.queue(), lookup);
      judged.add(
          judged.size() < room
              ? one
              : new Judged(record, one.claim(), new Verdict.Undecided("no slot for it")));
    }
    return judged;
  }

  /** For each record why it cannot be accepted, or null. */
  private List<@Nullable String> makeDurable(List<Judged> judged) {
    List<@Nullable String> problems = new ArrayList<>(judged.size());
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(judged.size());
    List<Integer> places = new ArrayList<>(judged.size());
    for (int i = 0; i < judged.size(); i++) {
      Optional<ProducerRecord<byte[], byte[]>> record = says.of(judged.get(i));
      problems.add(reasonOfUndecided(judged.get(i).verdict()));
      if (record.isPresent()) {
        places.add(i);
        records.add(record.get());
      }
    }
    List<SendOutcome> outcomes = sends.each(records);
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof SendOutcome.Failed failed) {
        problems.set(places.get(i), "it could not be made durable: " + failed.cause());
      }
    }
    return problems;
  }

  private static @Nullable String reasonOfUndecided(Verdict verdict) {
    return verdict instanceof Verdict.Undecided undecided ? undecided.reason() : null;
  }

  /** By partition: empty if the broker has confirmed, else why not. */
  private Map<TopicPartition, Optional<String>> confirm(ShareConsumer<byte[], byte[]> consumer) {
    Map<TopicPartition, Optional<String>> confirmed = new HashMap<>();
    try {
      consumer
          .commitSync(terms.times().confirm())
          .forEach(
              (partition, failure) ->
                  confirmed.put(partition.topicPartition(), failure.map(KafkaException::toString)));
    } catch (InterruptException e) {
      // The loop is to stop; what is not confirmed does not run.
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      log.warn("claim not confirmed queue={}", terms.queue(), e);
    }
    return confirmed;
  }

  private static @Nullable String problemOf(
      ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, Optional<String>> confirmed) {
    Optional<String> answer = confirmed.get(new TopicPartition(record.topic(), record.partition()));
    if (answer == null) {
      return "the broker did not answer";
    }
    return answer.map(failure -> "the broker refused: " + failure).orElse(null);
  }

  private void settle(Judged judged, @Nullable String problem, List<Attempt> attempts) {
    WorkerListener listener = terms.listener();
    Verdict verdict = judged.verdict();
    if (verdict instanceof Verdict.Run run) {
      if (problem == null) {
        attempts.add(run.attempt());
      } else {
        listener.unclaimed(terms.pool());
        CompletableFuture<Void> unused =
            reporter.report(says.unclaimed(run.attempt(), "claim not confirmed: " + problem));
      }
    } else if (problem == null) {
      count(verdict, listener);
    }
  }

  private void count(Verdict verdict, WorkerListener listener) {
    if (verdict instanceof Verdict.Reject || verdict instanceof Verdict.Expired) {
      listener.rejected(terms.pool());
    } else if (verdict instanceof Verdict.Cancelled) {
      listener.cancelled(terms.pool());
    } else if (verdict instanceof Verdict.Defer) {
      listener.deferred(terms.pool());
    } else if (verdict instanceof Verdict.Unreadable) {
      listener.deadLettered(terms.pool());
    }
  }
}
