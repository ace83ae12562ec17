// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import io.jobmill.standalone.faults.Ledger.Run;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Breaks something under load, mends it, and says how it went. */
final class Round {
  private static final Duration LATE = Duration.ofSeconds(1);

  private final Installation installation;
  private final Load load;
  private final Ledger ledger;
  private final Oracle oracle;
  private final Clock clock;

  Round(Installation installation, Load load, Ledger ledger, Oracle oracle, Clock clock) {
    this.installation = installation;
    this.load = load;
    this.ledger = ledger;
    this.oracle = oracle;
    this.clock = clock;
  }

  /**
   * What was measured.
   *
   * @param load the machine's load average at the end
   * @param refused calls that got no good answer
   * @param through from the strike to the end of the first job that was accepted after it
   * @param next from the strike to the last start of a next attempt; absent where none was needed
   * @param waited the longest that an accepted job had to wait for its first start
   * @param late how many of them had to wait for more than a second
   * @param health from the mending until every service said that it is ready
   */
  record Outcome(
      List<Fault> faults,
      double load,
      Oracle.Count count,
      int refused,
      Duration through,
      @Nullable Duration next,
      Duration waited,
      long late,
      Duration health) {

    static final String HEAD =
        "| fault | jobs | refused | first job through | next attempt after | longest wait | ready"
            + " again | ran twice | load |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|";

    @Override
    public String toString() {
      return "| %s | %d | %d | %s | %s | %s | %s | %d | %.1f |"
          .formatted(
              faults.stream().map(Fault::what).collect(Collectors.joining(" + ")),
              count.jobs(),
              refused,
              seconds(through),
              next == null ? "" : seconds(next),
              seconds(waited),
              seconds(health),
              count.again(),
              load);
    }

    private static String seconds(Duration duration) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
  }

  Outcome run(List<Fault> faults) throws Exception {
    load.begin();
    Instant struck = clock.instant();
    for (Fault fault : faults) {
      fault.strike(installation);
    }
    pass(faults.stream().map(Fault::lasts).max(Duration::compareTo).orElse(Duration.ZERO));
    for (Fault fault : faults) {
      fault.mend(installation);
    }
    Instant mended = clock.instant();
    installation.awaitHealth(patience(faults));
    Instant healthy = clock.instant();
    load.end(healthy);
    boolean mayRepeat = faults.stream().anyMatch(Fault::mayRepeat);
    Oracle.Count count = oracle.check(new Trouble(mayRepeat, struck, clock.instant()));
    List<Duration> waits = waits(struck);
    return new Outcome(
        faults,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        count,
        load.refused(),
        through(struck),
        next(struck),
        waits.stream().max(Duration::compareTo).orElse(Duration.ZERO),
        waits.stream().filter(wait -> wait.compareTo(LATE) > 0).count(),
        Duration.between(mended, healthy));
  }

  /**
   * A Kafka client that was about to connect when its clock was put back waits until the clock has
   * come as far again.
   */
  private static Duration patience(List<Fault> faults) {
    return faults.size() > 1 && faults.stream().anyMatch(Fault::putsAClockBack)
        ? Part.PATIENCE.plus(ProcessClock.SKEW)
        : Part.PATIENCE;
  }

  private Duration through(Instant struck) throws IOException {
    Instant first = ledger.firstEnd(struck);
    if (first == null) {
      throw new AssertionError("no job ended that was accepted after " + struck);
    }
    return Duration.between(struck, first);
  }

  private @Nullable Duration next(Instant struck) throws IOException {
    return ledger.runs().values().stream()
        .flatMap(runs -> Attempts.again(runs).stream())
        .map(Run::began)
        .filter(began -> began.isAfter(struck))
        .max(Comparator.naturalOrder())
        .map(began -> Duration.between(struck, began))
        .orElse(null);
  }

  /** Of the jobs that were accepted after the instant and that no limit holds, until they began. */
  private List<Duration> waits(Instant struck) throws IOException {
    Map<String, List<Run>> runs = ledger.runs();
    List<Duration> waits = new ArrayList<>();
    for (Map.Entry<String, Instant> job : ledger.accepted().entrySet()) {
      List<Run> own = runs.getOrDefault(job.getKey(), List.of());
      if (job.getValue().isAfter(struck) && !own.isEmpty() && own.get(0).kind().beginsAtOnce()) {
        waits.add(Duration.between(job.getValue(), own.get(0).began()));
      }
    }
    return waits;
  }

  /** The fault lasts. */
  private static void pass(Duration time) throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
