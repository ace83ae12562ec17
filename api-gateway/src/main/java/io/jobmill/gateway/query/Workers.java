// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.event.WorkerRecord;
import io.jobmill.event.WorkerRecord.Heartbeat;
import io.jobmill.event.WorkerState;
import io.jobmill.job.Addressees;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The workers there are, as the workers topic tells. One that has been silent for an hour is
 * forgotten. Thread-safe.
 */
public final class Workers {

  private static final Duration FORGET = Duration.ofHours(1);
  private static final int MISSED = 3;

  /** One that has been silent for longer is not expected to come back. */
  private static final Duration LATELY = Duration.ofMinutes(5);

  private final Clock clock;
  private final Map<String, Seen> seen = new HashMap<>();

  /** The latest record of the topic: the broker's time then, and this process's. */
  private Instant latest = Instant.EPOCH;

  private Instant readAt = Instant.EPOCH;

  Workers(Clock clock) {
    this.clock = clock;
  }

  private record Seen(Heartbeat heartbeat, Instant first, Instant last) {}

  /** Takes in the next record of the topic. */
  public synchronized void heard(WorkerRecord record, Instant appendedAt) {
    if (appendedAt.isAfter(latest)) {
      latest = appendedAt;
      readAt = clock.instant();
    }
    if (record instanceof Heartbeat heartbeat) {
      Seen before = seen.get(heartbeat.origin().id());
      seen.put(
          heartbeat.origin().id(),
          new Seen(heartbeat, before == null ? appendedAt : before.first(), appendedAt));
    }
    seen.values().removeIf(worker -> worker.last().plus(FORGET).isBefore(latest));
  }

  /**
   * All of them by hostname, those among them that are gone since less than an hour. A worker that
   * is alive has its host's name before one that is not.
   */
  public synchronized List<KnownWorker> all() {
    Instant now = now();
    List<Seen> byId =
        seen.values().stream()
            .filter(worker -> !worker.last().plus(FORGET).isBefore(now))
            .sorted(
                Comparator.<Seen, Boolean>comparing(worker -> !isAlive(worker, now))
                    .thenComparing(worker -> worker.heartbeat().origin().id()))
            .toList();
    Map<String, String> hosts = new LinkedHashMap<>();
    byId.forEach(w -> hosts.put(w.heartbeat().origin().id(), w.heartbeat().hostname()));
    Map<String, String> names = Addressees.names(hosts);
    List<KnownWorker> known = new ArrayList<>();
    for (Seen worker : byId) {
      Heartbeat heartbeat = worker.heartbeat();
      String name = names.getOrDefault(heartbeat.origin().id(), heartbeat.hostname());
      known.add(known(worker, name, now));
    }
    known.sort(Comparator.comparing(KnownWorker::hostname).thenComparing(KnownWorker::id));
    return known;
  }

  /** Those that are alive, and those that fell silent a few minutes ago at most. */
  public synchronized List<KnownWorker> lately() {
    Instant since = now().minus(LATELY);
    return all().stream()
        .filter(worker -> worker.state() != WorkerState.STOPPED)
        .filter(worker -> worker.alive() || worker.lastSeen().isAfter(since))
        .toList();
  }

  /** The worker of this id. */
  public Optional<KnownWorker> find(String id) {
    return all().stream().filter(worker -> worker.id().equalsIgnoreCase(id)).findFirst();
  }

  /** The worker that goes by this hostname, in any case. */
  public Optional<KnownWorker> named(String hostname) {
    return all().stream()
        .filter(worker -> worker.hostname().equalsIgnoreCase(hostname))
        .findFirst();
  }

  /** The broker's time now, as far as can be told without asking it. */
  private Instant now() {
    Duration since = Duration.between(readAt, clock.instant());
    return since.isNegative() || latest.equals(Instant.EPOCH) ? latest : latest.plus(since);
  }

  private static KnownWorker known(Seen worker, String hostname, Instant now) {
    Heartbeat heartbeat = worker.heartbeat();
    return new KnownWorker(
        heartbeat.origin().id(),
        hostname,
        heartbeat.origin().incarnation(),
        heartbeat.labels(),
        heartbeat.pools(),
        heartbeat.slots(),
        heartbeat.state(),
        heartbeat.operations(),
        heartbeat.attempts(),
        heartbeat.host(),
        isAlive(worker, now),
        worker.first(),
        worker.last());
  }

  private static boolean isAlive(Seen worker, Instant now) {
    Heartbeat heartbeat = worker.heartbeat();
    return heartbeat.state() != WorkerState.STOPPED
        && !now.isAfter(worker.last().plus(heartbeat.every().multipliedBy(MISSED)));
  }
}
