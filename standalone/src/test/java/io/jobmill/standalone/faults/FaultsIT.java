// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two faults in the order of a seed; with {@code -Djobmill.faults.minutes} as many as fit into that
 * time, every one of them once and then pairs. {@code -Djobmill.test.seed} repeats a choice, {@code
 * -Djobmill.faults.only} names faults instead.
 */
class FaultsIT {
  private static final @Nullable Long SEED = Long.getLong("jobmill.test.seed");
  private static final @Nullable Integer MINUTES = Integer.getInteger("jobmill.faults.minutes");
  private static final @Nullable String ONLY = System.getProperty("jobmill.faults.only");

  /** What every build plays, in the order of the seed: the process of each half of the work. */
  private static final List<Fault> FEW = List.of(Fault.WORKER_KILLED, Fault.PROJECTOR_KILLED);

  private static final Path REPORT = Path.of("target", "faults");

  @TempDir Path temp;

  private final Clock clock = Clock.systemUTC();

  @Test
  void nothingAcceptedIsLostAndEverythingEndsOnceWhateverBreaks() throws Exception {
    long seed = SEED == null ? System.nanoTime() : SEED;
    Path templates = Files.createDirectories(temp.resolve("templates"));
    try (Ledger ledger = new Ledger(temp);
        Installation installation = new Installation(temp, templates)) {
      ledger.template(templates, "quick", "0.2");
      ledger.template(templates, "slow", "4");
      installation.start();
      try (Callers callers = new Callers(installation, ledger, clock)) {
        Oracle oracle = new Oracle(ledger, new Views(installation.root(), installation.adminKey()));
        play(
            new Round(installation, callers, ledger, oracle, clock),
            new Random(seed),
            installation);
      } catch (Exception | AssertionError e) {
        installation.keepOutput(REPORT);
        Files.copy(temp.resolve("runs"), REPORT.resolve("runs.txt"));
        throw new AssertionError(
            "-Djobmill.test.seed=%d%s, output of the services in standalone/%s"
                .formatted(
                    seed, MINUTES == null ? "" : " -Djobmill.faults.minutes=" + MINUTES, REPORT),
            e);
      }
    }
  }

  private void play(Round round, Random random, Installation installation) throws Exception {
    Files.createDirectories(REPORT);
    Path table = REPORT.resolve("rounds.md");
    Files.writeString(table, Round.Outcome.HEAD + "\n");
    say("faults on " + installation.whatTheStoreIs() + "\n" + Round.Outcome.HEAD);
    Instant end = clock.instant().plus(Duration.ofMinutes(MINUTES == null ? 0 : MINUTES));
    List<List<Fault>> plan = plan(random);
    for (int i = 0; i < plan.size() || clock.instant().isBefore(end); i++) {
      List<Fault> faults = i < plan.size() ? plan.get(i) : pair(random);
      Round.Outcome outcome = round.run(faults);
      say(outcome.toString());
      Files.writeString(table, outcome + "\n", StandardOpenOption.APPEND);
      for (Fault fault : faults) {
        Duration bound = fault.nextAttemptWithin();
        if (bound != null && outcome.next() != null) {
          assertThat(outcome.next()).as("%s: start of the next attempt", fault).isLessThan(bound);
        }
      }
    }
  }

  private static List<List<Fault>> plan(Random random) {
    if (ONLY != null) {
      return Arrays.stream(ONLY.split(",", -1)).map(Fault::valueOf).map(List::of).toList();
    }
    List<Fault> faults = new ArrayList<>(MINUTES == null ? FEW : Arrays.asList(Fault.values()));
    Collections.shuffle(faults, random);
    return faults.stream().map(List::of).toList();
  }

  private static List<Fault> pair(Random random) {
    List<Fault> all = new ArrayList<>(Arrays.asList(Fault.values()));
    Collections.shuffle(all, random);
    Fault one = all.get(0);
    Fault other = all.stream().filter(fault -> !fault.hitsSameAs(one)).findFirst().orElseThrow();
    return List.of(one, other);
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
