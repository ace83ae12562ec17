// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.job.Claim;
import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.JobRequest;
import io.jobmill.job.OneLine;
import io.jobmill.job.Pool;
import io.jobmill.job.Trace;
import io.jobmill.kafka.Sends;
import io.jobmill.observe.LoggedJob;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.wire.UnreadableRecordException;
import io.jobmill.worker.execution.Attempt;
import io.jobmill.worker.metrics.WorkerListener;
import io.jobmill.worker.report.EventReporter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes this worker's part of a broadcast: judge, make durable what is to be said, keep the
 * position, and only then run. A worker that dies before the position is kept meets the record
 * again; one that dies after it loses its part, which its lease tells.
 */
final class BroadcastClaimer {

  private static final Logger log = LoggerFactory.getLogger(BroadcastClaimer.class);
  private static final Duration LOOKUP = Duration.ofSeconds(5);

  private final RecordJudge judge;
  private final VerdictRecords says;
  private final Sends sends;
  private final EventReporter reporter;
  private final Terms terms;
  private long lastTried = -1;
  private int tries;

  /**
   * @param worker the id of this worker
   * @param keyring by which a record is known to be Jobmill's own; absent, every record is taken
   *     for that
   */
  record Terms(String worker, @Nullable SecretKeyring keyring, WorkerListener listener) {}

  BroadcastClaimer(
      RecordJudge judge, VerdictRecords says, Sends sends, EventReporter reporter, Terms terms) {
    this.judge = judge;
    this.says = says;
    this.sends = sends;
    this.reporter = reporter;
    this.terms = terms;
  }

  /** This worker's part; empty if there is none, or if it is too late for it. */
  Optional<BroadcastPart> own(ConsumerRecord<byte[], byte[]> record, Pool pool) {
    QueueRecord read;
    try {
      read = QueueRecord.read(record, terms.keyring());
    } catch (UnreadableRecordException e) {
      // The projector puts it to the dead letters, once for all workers.
      return Optional.empty();
    }
    JobRequest request = read.request();
    int part = placeOf(request.expected());
    boolean mine = part > 0 && pool.equals(request.pool());
    if (!mine || (terms.keyring() != null && !read.signed())) {
      return Optional.empty();
    }
    Instant deadline = request.deadline();
    if (deadline != null && deadline.isBefore(judge.now())) {
      LoggedJob.of(read.id(), request.attempt(), Trace.of(read.id(), request).id())
          .on(terms.worker())
          .during(
              () ->
                  log.info(
                      "broadcast came too late for this worker job={} deadline={}",
                      read.id(),
                      deadline));
      return Optional.empty();
    }
    tries = record.offset() == lastTried ? tries : 0;
    lastTried = record.offset();
    return Optional.of(
        new BroadcastPart(
            record, read, new Claim(pool, record.partition(), record.offset(), tries + 1, part)));
  }

  /**
   * Answers for this worker's part, and leaves the record behind.
   *
   * @return what is to run now; empty if that is not what came of it
   */
  Optional<Attempt> claim(BroadcastPart part, BroadcastFeed feed) {
    Judged judged = judge.judge(part.record(), part.read(), part.claim(), judge.lookup(LOOKUP));
    if (judged.verdict() instanceof Verdict.Undecided undecided) {
      throw new KafkaException(
          "job %s waits to be judged: %s".formatted(part.read().id(), undecided.reason()));
    }
    settle(judged, feed);
    return judged.verdict() instanceof Verdict.Run run
        ? Optional.of(run.attempt())
        : Optional.empty();
  }

  void refuse(BroadcastPart part, BroadcastFeed feed, String reason) {
    settle(
        new Judged(
            part.record(),
            part.claim(),
            new Verdict.Reject(part.read().readable(), OneLine.of(reason))),
        feed);
  }

  private void settle(Judged judged, BroadcastFeed feed) {
    List<ProducerRecord<byte[], byte[]>> said = says.of(judged).stream().toList();
    tries++;
    sends.all(said);
    try {
      feed.pass();
    } catch (KafkaException e) {
      // It is next once more, and then this was not its turn.
      if (judged.verdict() instanceof Verdict.Run run) {
        CompletableFuture<Void> unused =
            reporter.report(says.unclaimed(run.attempt(), "position not kept: " + e));
      }
      throw e;
    }
    if (judged.verdict() instanceof Verdict.Reject) {
      terms.listener().rejected(judged.claim().pool());
    }
  }

  private int placeOf(List<ExpectedWorker> expected) {
    for (int i = 0; i < expected.size(); i++) {
      if (expected.get(i).worker().equals(terms.worker())) {
        return i + 1;
      }
    }
    return 0;
  }
}
