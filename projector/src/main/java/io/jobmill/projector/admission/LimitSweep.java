// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import io.jobmill.job.JobId;
import io.jobmill.projector.admission.LimitEffects.Chosen;
import io.jobmill.projector.admission.LimitRule.Competing;
import io.jobmill.projector.admission.LimitRule.Decision;
import io.jobmill.projector.store.Rates;
import io.jobmill.store.LimitedJobs;
import io.jobmill.store.LimitedJobs.LimitedJob;
import io.jobmill.template.Concurrency;
import io.jobmill.template.JobLimits;
import io.jobmill.template.LimitKey;
import io.jobmill.template.LimitPolicy;
import io.jobmill.template.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets jobs through that wait for a place in a limit. What is under way is what the views say, and
 * what was let through and does not show there yet: so a place is free as soon as its job has
 * ended, whatever became of whom. Used by one thread.
 */
final class LimitSweep {

  /** What was said shows much sooner, unless something went wrong. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Of one limit, and of one template, in one pass. */
  static final int MOST = 500;

  private static final int MOST_LIMITS = 200;
  private static final int MOST_PLACED = 10_000;
  private static final int NAMED = 3;
  private static final Rates.Stored NO_RATE = new Rates.Stored(List.of(), 0);

  private final LimitedJobs jobs;
  private final Rates rates;
  private final Function<String, Optional<JobLimits>> limits;
  private final LimitEffects effects;
  private final Said said;
  private int from;

  /**
   * @param limits of the template that is kept under this name now; empty if it cannot be read:
   *     then its jobs go on waiting
   * @param said what the effects have said
   */
  LimitSweep(
      LimitedJobs jobs,
      Rates rates,
      Function<String, Optional<JobLimits>> limits,
      LimitEffects effects,
      Said said) {
    this.jobs = jobs;
    this.rates = rates;
    this.limits = limits;
    this.effects = effects;
    this.said = said;
  }

  /** How a pass ended. */
  enum Result {
    NOTHING_WAITS,
    SOMETHING_WAITS,
    /** The views have to be made sure of first. */
    IN_DOUBT
  }

  /**
   * Decides about what waits.
   *
   * @param owned the deciders that this process is
   * @param holds asked once everything is read that a decision rests on: whether it can be relied
   *     upon
   * @throws RuntimeException if something was not acknowledged; it may have been written
   */
  Result pass(Collection<Integer> owned, Instant now, BooleanSupplier holds) {
    // First of all: what shows after this is counted twice rather than not at all.
    List<JobId> looks = said.looks();
    if (!looks.isEmpty()) {
      said.seen(looks, jobs.find(looks));
    }
    if (said.isOverdue(now, PATIENCE)) {
      return Result.IN_DOUBT;
    }
    Set<String> awaited = owned.isEmpty() ? Set.of() : jobs.awaited(owned);
    for (Map.Entry<String, List<String>> template : some(awaited).entrySet()) {
      Optional<JobLimits> today = limits.apply(template.getKey());
      if (today.isPresent()
          && !decide(template.getKey(), template.getValue(), today.get(), now, holds)) {
        return Result.IN_DOUBT;
      }
    }
    return awaited.isEmpty() ? Result.NOTHING_WAITS : Result.SOMETHING_WAITS;
  }

  /** Everything that was said shows in the views by now, or has come to nothing. */
  void forget() {
    said.forget();
  }

  /** By template. Where there are many limits, each has its turn. */
  private Map<String, List<String>> some(Set<String> awaited) {
    List<String> all = List.copyOf(awaited);
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_LIMITS, all.size()); i++) {
      chosen.add(all.get(Math.floorMod(from + i, all.size())));
    }
    from = all.size() > MOST_LIMITS ? Math.floorMod(from + MOST_LIMITS, all.size()) : 0;
    return chosen.stream()
        .collect(
            Collectors.groupingBy(
                limit -> new LimitKey(limit).template(), TreeMap::new, Collectors.toList()));
  }

  private boolean decide(
      String template, List<String> awaited, JobLimits today, Instant now, BooleanSupplier holds) {
    Map<String, Decision> decisions = new TreeMap<>();
    for (String limit : awaited) {
      Competing competing = competing(limit, today.concurrency());
      decisions.put(limit, LimitRule.decide(today.concurrency(), competing));
    }
    Rate rate = today.rate();
    Rates.Stored before = rate == null ? NO_RATE : rates.read(template);
    RateWindow window = new RateWindow(before.starts());
    List<Chosen> through =
        first(decisions, rate == null ? MOST : Math.min(MOST, window.left(rate, now)));
    boolean ends =
        decisions.values().stream()
            .anyMatch(each -> !each.refused().isEmpty() || !each.replaced().isEmpty());
    if (through.isEmpty() && !ends) {
      return true;
    }
    if (!holds.getAsBoolean()) {
      return false;
    }
    if (rate != null && !through.isEmpty()) {
      RateWindow next = window.and(through.size(), rate, now);
      if (!rates.write(template, before, next.starts())) {
        return false;
      }
    }
    if (!through.isEmpty()) {
      effects.letThrough(through, now);
    }
    decisions.forEach((limit, decision) -> end(limit, decision, today.concurrency(), now));
    return true;
  }

  /** Those that were submitted first, of all limits together. */
  private static List<Chosen> first(Map<String, Decision> decisions, int most) {
    List<Chosen> all = new ArrayList<>();
    decisions.forEach(
        (limit, decision) -> decision.through().forEach(job -> all.add(new Chosen(job, limit))));
    all.sort(
        Comparator.comparing((Chosen chosen) -> chosen.job().queuedAt())
            .thenComparing(chosen -> chosen.job().id()));
    return all.subList(0, Math.min(most, all.size()));
  }

  private Competing competing(String limit, @Nullable Concurrency concurrency) {
    boolean replace = concurrency != null && concurrency.policy() == LimitPolicy.REPLACE;
    List<LimitedJob> waiting = open(jobs.waiting(limit, replace, MOST + said.looks().size()));
    List<LimitedJob> placed = replace ? open(jobs.placed(limit, MOST_PLACED)) : List.of();
    int taken = concurrency == null ? 0 : jobs.placedUpTo(limit, MOST_PLACED) + said.places(limit);
    return new Competing(waiting, placed, taken);
  }

  /** Those about which nothing was decided yet, and that nobody wants ended. */
  private List<LimitedJob> open(List<LimitedJob> some) {
    return some.stream().filter(job -> !job.over() && !said.isAbout(job.id())).toList();
  }

  private void end(
      String limit, Decision decision, @Nullable Concurrency concurrency, Instant now) {
    JobId by = decision.by();
    if (by != null && !decision.replaced().isEmpty()) {
      effects.replace(decision.replaced(), limit, by, now);
    }
    if (concurrency != null && !decision.refused().isEmpty()) {
      effects.refuse(decision.refused(), reason(limit, concurrency), now);
    }
  }

  private String reason(String limit, Concurrency concurrency) {
    String holders =
        jobs.placed(limit, NAMED).stream()
            .map(job -> job.id().toString())
            .collect(Collectors.joining(", "));
    return "limit '%s': no more than %d may be under way at once%s"
        .formatted(
            limit, concurrency.max(), holders.isEmpty() ? "" : ", and there is job " + holders);
  }
}
