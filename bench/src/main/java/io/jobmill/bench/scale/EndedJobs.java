// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.scale;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.event.LogCount;
import io.jobmill.event.Origin;
import io.jobmill.event.Outcome;
import io.jobmill.event.ResultText;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.RunLimits;
import io.jobmill.job.Value;
import io.jobmill.kafka.EventPartition;
import io.jobmill.projector.projection.FoldedJob;
import io.jobmill.projector.projection.PlacedEvent;
import io.jobmill.projector.projection.Position;
import io.jobmill.wire.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Makes jobs one after the other, evenly spread over a span of time: of twenty templates, in three
 * pools, on ten workers, ended in the proportions of a system in use, some after a lost attempt,
 * the last ones still pending. The same seed makes the same jobs. For one thread.
 */
final class EndedJobs {

  /** Jobs that are still pending, however many there are. */
  static final int PENDING = 1_000;

  private static final int TEMPLATES = 20;
  private static final int WORKERS = 10;
  private static final List<Pool> POOLS =
      List.of(new Pool("bench"), new Pool("bench-2"), new Pool("bench-3"));

  /** Past the end of every queue, so that upkeep does not find the record gone. */
  private static final long FAR = 1_000_000_000_000L;

  private final SplittableRandom random;
  private final int total;
  private final Instant first;
  private final Duration step;
  private final List<Origin> workers = new ArrayList<>();
  private final long[] offsets = new long[Topics.EVENT_PARTITIONS];
  private int made;

  /**
   * @param end when the last job was submitted
   */
  EndedJobs(int total, Instant end, Duration span, long seed) {
    this.random = new SplittableRandom(seed);
    this.total = total;
    this.first = end.minus(span);
    this.step = span.dividedBy(total);
    for (int i = 0; i < WORKERS; i++) {
      workers.add(new Origin(new UUID(seed, i).toString(), "bench"));
    }
  }

  static String template(int number) {
    return "bench-%02d".formatted(number);
  }

  static String hostname(int number) {
    return "worker-%02d".formatted(number);
  }

  boolean hasNext() {
    return made < total;
  }

  FoldedJob next() {
    Instant at = first.plus(step.multipliedBy(made));
    JobId id = JobId.v7(at, random);
    boolean pending = made >= total - PENDING;
    var events = new Life(id, at).events(pending);
    made++;
    return FoldedJob.of(null, events).orElseThrow();
  }

  /** The events of one job. */
  private final class Life {

    private final JobId id;
    private final int partition;
    private final int template = random.nextInt(TEMPLATES);
    private final Pool pool = POOLS.get(template % POOLS.size());
    private final List<PlacedEvent> events = new ArrayList<>();
    private Instant now;

    Life(JobId id, Instant submitted) {
      this.id = id;
      this.partition = EventPartition.of(id);
      this.now = submitted;
    }

    List<PlacedEvent> events(boolean pending) {
      var request =
          JobRequest.forTemplate(template(template))
              .withId(id)
              .withVariables(Map.of("Server", Value.of("server-" + random.nextInt(500))), Map.of())
              .submitted("bench", now);
      place(
          new JobEvent.Received(
              said(1, workers.get(0)), request, new QueuePoint(pool, 0, FAR + made), now));
      if (pending) {
        return events;
      }
      if (random.nextInt(100) < 2) {
        run(request, 1);
        place(new JobEvent.Lost(said(1, workers.get(0)), claim(1), "the worker is gone"));
        var again = request.nextAttempt(false);
        place(
            new JobEvent.Received(
                said(2, workers.get(0)), again, new QueuePoint(pool, 0, FAR + made), now));
        end(run(again, 2), 2);
      } else {
        end(run(request, 1), 1);
      }
      return events;
    }

    private Origin run(JobRequest request, int attempt) {
      int number = random.nextInt(WORKERS);
      var worker = workers.get(number);
      now = now.plusMillis(random.nextInt(1, 500));
      place(
          new JobEvent.Started(
              said(attempt, worker), request, claim(attempt), hostname(number), RunLimits.DEFAULT));
      return worker;
    }

    private void end(Origin worker, int attempt) {
      now = now.plusMillis(random.nextInt(10, 30_000));
      int lot = random.nextInt(100);
      var outcome = lot < 85 ? Outcome.SUCCEEDED : lot < 90 ? Outcome.WARNING : Outcome.FAILED;
      var message = outcome == Outcome.SUCCEEDED ? null : "exit status " + random.nextInt(1, 120);
      place(
          new JobEvent.Ended(
              said(attempt, worker),
              claim(attempt),
              outcome,
              random.nextBoolean(),
              new ResultText("{\"patched\": %d}".formatted(random.nextInt(100)), false),
              message,
              outcome == Outcome.FAILED ? 1 : 0,
              LogCount.NONE));
    }

    private Claim claim(int attempt) {
      return new Claim(pool, 0, FAR + made, attempt);
    }

    private Envelope said(int attempt, Origin origin) {
      return new Envelope(id, attempt, 1, origin, 1, now);
    }

    private void place(JobEvent event) {
      events.add(new PlacedEvent(event, new Position(partition, offsets[partition]++, now)));
    }
  }
}
