// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.rebuild;

import io.jobmill.event.JobEvent;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.projector.FakeWorker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * What many jobs went through, all of them to their end, the same for every seed: most of them
 * plainly, others with takeovers, lost and handed-back attempts, requests and reports that came
 * twice or late. The events of different jobs are mixed; those of one job keep their order.
 */
final class RecordedHistory {

  private final Random random;
  private final FakeWorker reader = new FakeWorker("projector", "p1");
  private final FakeWorker one = new FakeWorker("w1", "i1");
  private final FakeWorker other = new FakeWorker("w2", "i1");
  private long offset;

  RecordedHistory(long seed) {
    this.random = new Random(seed);
  }

  /** The events of so many jobs in the order in which they are written. */
  List<JobEvent> of(int jobs) {
    List<List<JobEvent>> open = new ArrayList<>();
    List<JobEvent> written = new ArrayList<>();
    int begun = 0;
    while (begun < jobs || !open.isEmpty()) {
      if (begun < jobs && (open.size() < 300 || random.nextInt(3) == 0)) {
        open.add(new ArrayList<>(job(new JobId(new UUID(random.nextLong(), random.nextLong())))));
        begun++;
      }
      int next = random.nextInt(open.size());
      List<JobEvent> rest = open.get(next);
      written.add(rest.remove(0));
      if (rest.isEmpty()) {
        open.set(next, open.get(open.size() - 1));
        open.remove(open.size() - 1);
      }
    }
    return written;
  }

  private List<JobEvent> job(JobId id) {
    JobRequest request =
        JobRequest.forTemplate("t" + random.nextInt(5)).withId(id).submitted("ci", FakeInstant.AT);
    QueuePoint point = point();
    List<JobEvent> plain =
        List.of(
            reader.received(request, point),
            one.started(request, point, 1),
            one.succeeded(request, point, 1));
    return switch (random.nextInt(10)) {
      case 0 -> twice(plain);
      case 1 -> takenOver(request, point);
      case 2 -> lost(request, point);
      case 3 -> handedBack(request, point);
      case 4 -> askedTwice(request, point);
      case 5 -> startedFirst(plain);
      case 6 -> deferred(request, point);
      default -> plain;
    };
  }

  private List<JobEvent> twice(List<JobEvent> events) {
    List<JobEvent> all = new ArrayList<>();
    for (JobEvent event : events) {
      all.add(event);
      if (random.nextBoolean()) {
        all.add(event);
      }
    }
    all.add(events.get(random.nextInt(events.size())));
    return all;
  }

  private List<JobEvent> takenOver(JobRequest request, QueuePoint point) {
    return List.of(
        reader.received(request, point),
        one.started(request, point, 1),
        other.started(request, point, 2),
        one.unclaimed(request, point, 1),
        other.succeeded(request, point, 2));
  }

  private List<JobEvent> lost(JobRequest request, QueuePoint point) {
    JobRequest again = request.nextAttempt(false);
    QueuePoint next = point();
    return List.of(
        reader.received(request, point),
        one.started(request, point, 1),
        reader.lost(request, point, 1),
        reader.received(again, next),
        other.started(again, next, 1),
        one.succeeded(request, point, 1),
        other.succeeded(again, next, 1),
        one.succeeded(request, point, 1));
  }

  private List<JobEvent> handedBack(JobRequest request, QueuePoint point) {
    JobRequest again = request.nextAttempt(true);
    QueuePoint next = point();
    return List.of(
        one.started(request, point, 1),
        reader.received(request, point),
        one.handedBack(request, point, 1),
        other.started(again, next, 1),
        reader.received(again, next),
        other.succeeded(again, next, 1));
  }

  private List<JobEvent> askedTwice(JobRequest request, QueuePoint point) {
    QueuePoint second = point();
    return List.of(
        reader.received(request, point),
        reader.received(request, second),
        one.started(request, point, 1),
        other.started(request, second, 1),
        one.succeeded(request, point, 1),
        other.succeeded(request, second, 1));
  }

  private static List<JobEvent> startedFirst(List<JobEvent> plain) {
    return List.of(plain.get(1), plain.get(2), plain.get(0));
  }

  private List<JobEvent> deferred(JobRequest request, QueuePoint point) {
    JobRequest again = request.askedAgain();
    QueuePoint next = point();
    return List.of(
        reader.received(request, point),
        one.deferred(request, point, FakeInstant.AT),
        reader.received(again, next),
        one.started(again, next, 1),
        one.succeeded(again, next, 1));
  }

  private QueuePoint point() {
    return new QueuePoint(Pool.DEFAULT, 0, offset++);
  }

  private static final class FakeInstant {
    static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456Z");
  }
}
