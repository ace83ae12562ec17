// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
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

  /** The root of an earlier version, built, for the fault that needs one. */
  private static final @Nullable String PREVIOUS = System.getProperty("jobmill.faults.previous");

  /** Whether nothing else goes on here, so that waits of a second mean something. */
  private static final boolean QUIET = Boolean.getBoolean("jobmill.faults.quiet");

  /** What every build plays, in the order of the seed: the process of each half of the work. */
  private static final List<Fault> FEW = List.of(Fault.WORKER_KILLED, Fault.PROJECTOR_KILLED);

  private static final Path REPORT = Path.of("target", "faults");

  @TempDir Path temp;

  private final Clock clock = Clock.systemUTC();

  @Test
  void nothingAcceptedIsLostAndEverythingEndsOnceWhateverBreaks() throws Exception {
    long seed = SEED == null ? System.nanoTime() : SEED;
    Path templates = Files.createDirectories(temp.resolve("templates"));
    Surroundings surroundings =
        MINUTES == null ? Surroundings.plain() : Surroundings.find(temp, PREVIOUS);
    try (Ledger ledger = new Ledger(temp);
        Installation installation = new Installation(temp, templates, surroundings)) {
      for (Kind kind : Kind.values()) {
        ledger.template(templates, kind);
      }
      try {
        installation.start();
        play(installation, ledger, new Random(seed), surroundings);
      } catch (Exception | AssertionError e) {
        installation.keepOutput(REPORT);
        Files.copy(
            temp.resolve("runs"), REPORT.resolve("runs.txt"), StandardCopyOption.REPLACE_EXISTING);
        throw new AssertionError(
            "-Djobmill.test.seed=%d%s, output of the services in standalone/%s"
                .formatted(
                    seed, MINUTES == null ? "" : " -Djobmill.faults.minutes=" + MINUTES, REPORT),
            e);
      }
    }
  }

  private void play(
      Installation installation, Ledger ledger, Random random, Surroundings surroundings)
      throws Exception {
    try (Callers callers = new Callers(installation, ledger, clock)) {
      Timetable timetable = new Timetable(installation);
      Views views = new Views(installation.root(), installation.adminKey());
      Load load = new Load(callers, timetable, ledger, clock);
      play(
          new Round(installation, load, ledger, new Oracle(ledger, timetable, views), clock),
          random,
          installation,
          surroundings);
    }
  }

  private void play(
      Round round, Random random, Installation installation, Surroundings surroundings)
      throws Exception {
    Files.createDirectories(REPORT);
    Path table = REPORT.resolve("rounds.md");
    Files.writeString(table, Round.Outcome.HEAD + "\n");
    say("faults on " + installation.whatTheStoreIs() + "\n" + Round.Outcome.HEAD);
    Instant end = clock.instant().plus(Duration.ofMinutes(MINUTES == null ? 0 : MINUTES));
    List<List<Fault>> plan = possible(wanted(random), surroundings);
    for (int i = 0; i < plan.size() || clock.instant().isBefore(end); i++) {
      List<Fault> faults = i < plan.size() ? plan.get(i) : pair(random, surroundings);
      Round.Outcome outcome = played(round, faults);
      say(outcome.toString());
      Files.writeString(table, outcome + "\n", StandardOpenOption.APPEND);
      if (faults.size() == 1) {
        Bounds bounds = faults.get(0).bounds();
        (QUIET ? bounds : bounds.onABusyMachine()).hold(outcome);
      }
    }
  }

  private static Round.Outcome played(Round round, List<Fault> faults) {
    try {
      return round.run(faults);
    } catch (AssertionError | Exception e) {
      throw new AssertionError("after %s".formatted(faults), e);
    }
  }

  /** Without those that cannot be played here, each with a line that says why. */
  private static List<List<Fault>> possible(List<List<Fault>> rounds, Surroundings surroundings) {
    List<List<Fault>> possible = new ArrayList<>();
    for (List<Fault> faults : rounds) {
      List<String> reasons =
          faults.stream().flatMap(fault -> fault.impossible(surroundings).stream()).toList();
      if (reasons.isEmpty()) {
        possible.add(faults);
      } else {
        say("not played: %s: %s".formatted(faults, String.join(", ", reasons)));
      }
    }
    return possible;
  }

  /** What to play before pairs that the seed decides, in order. */
  private static List<List<Fault>> wanted(Random random) {
    if (ONLY != null) {
      return Arrays.stream(ONLY.split(",", -1)).map(FaultsIT::together).toList();
    }
    List<Fault> faults = new ArrayList<>(MINUTES == null ? FEW : Arrays.asList(Fault.values()));
    Collections.shuffle(faults, random);
    return faults.stream().map(List::of).toList();
  }

  private static List<Fault> together(String names) {
    return Arrays.stream(names.split("\\+", -1)).map(Fault::valueOf).toList();
  }

  private static List<Fault> pair(Random random, Surroundings surroundings) {
    List<Fault> all =
        Arrays.stream(Fault.values())
            .filter(Fault::goesWithOthers)
            .filter(fault -> fault.impossible(surroundings).isEmpty())
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(all, random);
    Fault one = all.get(0);
    Fault other = all.stream().filter(fault -> !fault.hitsSameAs(one)).findFirst().orElseThrow();
    return List.of(one, other);
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
