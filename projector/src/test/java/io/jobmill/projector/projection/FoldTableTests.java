// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import static io.jobmill.job.JobStatus.CANCELLED;
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
import io.jobmill.job.TimeLimit;
import io.jobmill.view.JobView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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

  /** Runs, and somebody wants it cancelled. */
  private static final String UNWANTED = "running, unwanted";

  /** What ends a job that nobody runs, whichever attempt it names. */
  private static final Map<String, JobStatus> ENDED_BY_WISH =
      Map.of(
          "same cancel_requested", CANCELLED,
          "redelivered cancel_requested", CANCELLED,
          "next cancel_requested", CANCELLED,
          "same deleted", CANCELLED,
          "redelivered deleted", CANCELLED,
          "next deleted", CANCELLED);

  private static final Instant LATER = START.plusSeconds(900);

  /** A job in every state the fold can give it, on attempt 1, asking 1, delivery 1. */
  private static final Map<String, List<JobEvent>> IN =
      Map.ofEntries(
          Map.entry("pending", List.of(first().received())),
          Map.entry("scheduled", List.of(first().deferred(LATER))),
          Map.entry("running", List.of(first().started())),
          Map.entry(UNWANTED, List.of(first().started(), first().cancelRequested())),
          Map.entry("retrying", List.of(first().started(), first().lost())),
          Map.entry("succeeded", List.of(first().started(), first().succeeded())),
          Map.entry("warning", List.of(first().started(), first().ended(Outcome.WARNING))),
          Map.entry("failed", List.of(first().started(), first().ended(Outcome.FAILED))),
          Map.entry("rejected", List.of(first().rejected())),
          Map.entry("cancelled", List.of(first().received(), first().cancelRequested())),
          Map.entry("cancelled, deleted", List.of(first().started(), first().deleted())));

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
              events.put(name + " failed for now", history.failed(Duration.ofSeconds(9)));
              events.put(name + " handed_back", history.handedBack());
              events.put(name + " lost", history.lost());
              events.put(name + " cancel_requested", history.cancelRequested());
              events.put(name + " cancelled", history.cancelled());
              events.put(name + " cancelled by upkeep", history.cancelledByUpkeep());
              events.put(name + " expired", history.expired());
              events.put(name + " expired queued", history.expiredSaysUpkeep(TimeLimit.QUEUE));
              events.put(name + " expired in all", history.expiredSaysUpkeep(TimeLimit.TOTAL));
              events.put(name + " deleted", history.deleted());
              events.put(name + " acknowledged", history.acknowledged(0L));
              events.put(name + " retried", history.retried());
              events.put(name + " progressed", history.progressed(40, 2));
              events.put(name + " unknown", history.unknown());
            });
    return events;
  }

  /** What a time that is over does to a job that nobody runs. */
  private static final Map<String, JobStatus> RESTING =
      with(
          ENDED_BY_WISH,
          Map.of(
              "redelivered expired", FAILED,
              "next expired", FAILED,
              "same expired in all", FAILED,
              "redelivered expired in all", FAILED));

  private static final Map<String, JobStatus> WAITING =
      with(
          RESTING,
          Map.of(
              "same expired", FAILED,
              "same expired queued", FAILED,
              "redelivered expired queued", FAILED));

  /** What moves a job; every other pair leaves it where it is. */
  private static final Map<String, Map<String, JobStatus>> MOVES =
      Map.of(
          "pending",
          with(
              WAITING,
              Map.ofEntries(
                  Map.entry("same started", RUNNING),
                  Map.entry("same scheduled", SCHEDULED),
                  Map.entry("same rejected", REJECTED),
                  Map.entry("same cancelled", CANCELLED),
                  Map.entry("redelivered started", RUNNING),
                  Map.entry("redelivered scheduled", SCHEDULED),
                  Map.entry("redelivered rejected", REJECTED),
                  Map.entry("redelivered cancelled", CANCELLED),
                  Map.entry("next started", RUNNING),
                  Map.entry("next scheduled", SCHEDULED),
                  Map.entry("next rejected", REJECTED),
                  Map.entry("next cancelled", CANCELLED))),
          "scheduled",
          with(
              WAITING,
              Map.ofEntries(
                  Map.entry("same started", RUNNING),
                  Map.entry("same rejected", REJECTED),
                  Map.entry("same cancelled", CANCELLED),
                  Map.entry("redelivered started", RUNNING),
                  Map.entry("redelivered rejected", REJECTED),
                  Map.entry("redelivered cancelled", CANCELLED),
                  Map.entry("next received", PENDING),
                  Map.entry("next deferred", PENDING),
                  Map.entry("next started", RUNNING),
                  Map.entry("next rejected", REJECTED),
                  Map.entry("next cancelled", CANCELLED))),
          "running",
          Map.ofEntries(
              Map.entry("redelivered expired", FAILED),
              Map.entry("next expired", FAILED),
              Map.entry("same expired in all", FAILED),
              Map.entry("redelivered expired in all", FAILED),
              Map.entry("same unclaimed", PENDING),
              Map.entry("same succeeded", SUCCEEDED),
              Map.entry("same warning", WARNING),
              Map.entry("same failed", FAILED),
              Map.entry("same failed for now", RETRYING),
              Map.entry("same handed_back", RETRYING),
              Map.entry("same lost", RETRYING),
              Map.entry("same cancelled", CANCELLED),
              Map.entry("same deleted", CANCELLED),
              Map.entry("redelivered deferred", PENDING),
              Map.entry("redelivered scheduled", SCHEDULED),
              Map.entry("redelivered rejected", REJECTED),
              Map.entry("redelivered cancelled", CANCELLED),
              Map.entry("redelivered deleted", CANCELLED),
              Map.entry("next received", PENDING),
              Map.entry("next deferred", PENDING),
              Map.entry("next scheduled", SCHEDULED),
              Map.entry("next rejected", REJECTED),
              Map.entry("next cancelled", CANCELLED),
              Map.entry("next deleted", CANCELLED)),
          UNWANTED,
          Map.ofEntries(
              Map.entry("redelivered expired", FAILED),
              Map.entry("next expired", FAILED),
              Map.entry("same expired in all", FAILED),
              Map.entry("redelivered expired in all", FAILED),
              Map.entry("same unclaimed", CANCELLED),
              Map.entry("same succeeded", SUCCEEDED),
              Map.entry("same warning", WARNING),
              Map.entry("same failed", FAILED),
              Map.entry("same failed for now", FAILED),
              Map.entry("same handed_back", CANCELLED),
              Map.entry("same lost", CANCELLED),
              Map.entry("same cancelled", CANCELLED),
              Map.entry("same cancelled by upkeep", CANCELLED),
              Map.entry("same deleted", CANCELLED),
              Map.entry("redelivered deferred", CANCELLED),
              Map.entry("redelivered scheduled", CANCELLED),
              Map.entry("redelivered rejected", REJECTED),
              Map.entry("redelivered cancelled", CANCELLED),
              Map.entry("redelivered cancelled by upkeep", CANCELLED),
              Map.entry("redelivered deleted", CANCELLED),
              Map.entry("next received", CANCELLED),
              Map.entry("next deferred", CANCELLED),
              Map.entry("next scheduled", CANCELLED),
              Map.entry("next rejected", REJECTED),
              Map.entry("next cancelled", CANCELLED),
              Map.entry("next cancelled by upkeep", CANCELLED),
              Map.entry("next deleted", CANCELLED)),
          "retrying",
          with(
              RESTING,
              Map.ofEntries(
                  Map.entry("redelivered started", RUNNING),
                  Map.entry("redelivered rejected", REJECTED),
                  Map.entry("redelivered cancelled", CANCELLED),
                  Map.entry("next received", PENDING),
                  Map.entry("next deferred", PENDING),
                  Map.entry("next scheduled", SCHEDULED),
                  Map.entry("next started", RUNNING),
                  Map.entry("next rejected", REJECTED),
                  Map.entry("next cancelled", CANCELLED))));

  static Stream<Arguments> everyPair() {
    return IN.keySet().stream()
        .flatMap(status -> every().keySet().stream().map(event -> Arguments.of(status, event)));
  }

  @ParameterizedTest(name = "{0} then {1}")
  @MethodSource("everyPair")
  void movesAsTheTableSays(String from, String event) {
    List<JobEvent> before = Objects.requireNonNull(IN.get(from));
    JobView view = History.fold(before);

    JobEvent next = Objects.requireNonNull(every().get(event));
    JobView after = History.then(view, before.size(), List.of(next));

    assertThat(from).startsWith(view.status().word());
    assertThat(after.status())
        .isEqualTo(MOVES.getOrDefault(from, Map.of()).getOrDefault(event, view.status()));
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

  private static Map<String, JobStatus> with(
      Map<String, JobStatus> some, Map<String, JobStatus> others) {
    Map<String, JobStatus> all = new HashMap<>(some);
    all.putAll(others);
    return all;
  }

  static Stream<Long> seeds() {
    return new Random(20260301).longs(300).boxed();
  }
}
