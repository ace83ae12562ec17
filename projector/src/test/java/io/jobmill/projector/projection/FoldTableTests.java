// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import static io.jobmill.job.JobStatus.FAILED;
import static io.jobmill.job.JobStatus.PENDING;
import static io.jobmill.job.JobStatus.REJECTED;
import static io.jobmill.job.JobStatus.RETRYING;
import static io.jobmill.job.JobStatus.RUNNING;
import static io.jobmill.job.JobStatus.SCHEDULED;
import static io.jobmill.job.JobStatus.SUCCEEDED;
import static io.jobmill.job.JobStatus.WARNING;
import static io.jobmill.projector.projection.History.START;
import static io.jobmill.projector.projection.History.first;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.event.Outcome;
import io.jobmill.job.JobStatus;
import io.jobmill.view.JobView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FoldTableTests {

  private static final Instant LATER = START.plusSeconds(900);

  /** A job in every status the fold can give it, on attempt 1, asking 1, delivery 1. */
  private static final Map<JobStatus, List<JobEvent>> IN =
      Map.of(
          PENDING, List.of(first().received()),
          SCHEDULED, List.of(first().deferred(LATER)),
          RUNNING, List.of(first().started()),
          RETRYING, List.of(first().started(), first().lost()),
          SUCCEEDED, List.of(first().started(), first().succeeded()),
          WARNING, List.of(first().started(), first().ended(Outcome.WARNING)),
          FAILED, List.of(first().started(), first().ended(Outcome.FAILED)),
          REJECTED, List.of(first().rejected()));

  /**
   * Every kind of event, of the delivery that came first, of the next one, and of a later attempt.
   */
  private static Map<String, JobEvent> every() {
    Map<String, JobEvent> events = new LinkedHashMap<>();
    Map.of("same", first(), "redelivered", first().delivery(2), "next", first().attempt(2))
        .forEach(
            (name, history) -> {
              events.put(name + " received", history.received());
              events.put(name + " started", history.started());
              events.put(name + " deferred", history.deferred(null));
              events.put(name + " scheduled", history.deferred(LATER));
              events.put(name + " rejected", history.rejected());
              events.put(name + " unclaimed", history.unclaimed());
              events.put(name + " succeeded", history.succeeded());
              events.put(name + " warning", history.ended(Outcome.WARNING));
              events.put(name + " failed", history.ended(Outcome.FAILED));
              events.put(name + " handed_back", history.handedBack());
              events.put(name + " lost", history.lost());
              events.put(name + " unknown", history.unknown());
            });
    return events;
  }

  /** What moves a job; every other pair leaves it where it is. */
  private static final Map<JobStatus, Map<String, JobStatus>> MOVES =
      Map.of(
          PENDING,
          Map.of(
              "same started", RUNNING,
              "same scheduled", SCHEDULED,
              "same rejected", REJECTED,
              "redelivered started", RUNNING,
              "redelivered scheduled", SCHEDULED,
              "redelivered rejected", REJECTED,
              "next started", RUNNING,
              "next scheduled", SCHEDULED,
              "next rejected", REJECTED),
          SCHEDULED,
          Map.of(
              "same started", RUNNING,
              "same rejected", REJECTED,
              "redelivered started", RUNNING,
              "redelivered rejected", REJECTED,
              "next received", PENDING,
              "next deferred", PENDING,
              "next started", RUNNING,
              "next rejected", REJECTED),
          RUNNING,
          Map.ofEntries(
              Map.entry("same unclaimed", PENDING),
              Map.entry("same succeeded", SUCCEEDED),
              Map.entry("same warning", WARNING),
              Map.entry("same failed", FAILED),
              Map.entry("same handed_back", RETRYING),
              Map.entry("same lost", RETRYING),
              Map.entry("redelivered deferred", PENDING),
              Map.entry("redelivered scheduled", SCHEDULED),
              Map.entry("redelivered rejected", REJECTED),
              Map.entry("next received", PENDING),
              Map.entry("next deferred", PENDING),
              Map.entry("next scheduled", SCHEDULED),
              Map.entry("next rejected", REJECTED)),
          RETRYING,
          Map.of(
              "redelivered started", RUNNING,
              "redelivered rejected", REJECTED,
              "next received", PENDING,
              "next deferred", PENDING,
              "next scheduled", SCHEDULED,
              "next started", RUNNING,
              "next rejected", REJECTED));

  static Stream<Arguments> everyPair() {
    return IN.keySet().stream()
        .flatMap(status -> every().keySet().stream().map(event -> Arguments.of(status, event)));
  }

  @ParameterizedTest(name = "{0} then {1}")
  @MethodSource("everyPair")
  void movesAsTheTableSays(JobStatus from, String event) {
    List<JobEvent> before = Objects.requireNonNull(IN.get(from));
    JobView view = History.fold(before);

    JobEvent next = Objects.requireNonNull(every().get(event));
    JobView after = History.then(view, before.size(), List.of(next));

    assertThat(view.status()).isEqualTo(from);
    assertThat(after.status())
        .isEqualTo(MOVES.getOrDefault(from, Map.of()).getOrDefault(event, from));
    assertThat(after.timeline()).hasSize(before.size() + 1);
    FoldInvariants.check(after);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aRandomHistoryFoldedTwiceOrInPiecesGivesTheSameView(long seed) {
    Random random = new Random(seed);
    List<JobEvent> events = RandomHistory.of(random, 60);
    JobView whole = History.fold(events);
    int cut = random.nextInt(events.size());

    JobView early = History.foldOnto(null, 0, events.subList(0, cut));
    JobView again = History.foldOnto(early, 0, events);
    JobView twice = History.then(whole, 0, events);

    assertThat(again).isEqualTo(whole);
    assertThat(twice).isEqualTo(whole);
    FoldInvariants.check(whole);
  }

  static Stream<Long> seeds() {
    return new Random(20260301).longs(300).boxed();
  }
}
