// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import io.jobmill.event.WorkerState;
import io.jobmill.gateway.action.WorkerActions;
import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.KnownWorker;
import io.jobmill.gateway.query.Workers;
import io.jobmill.job.OneLine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Workers as OSAPI's agents. One that said goodbye is none any more. */
final class OsapiAgents {

  private static final int LONGEST_NAME = 255;
  private static final String READY = "Ready";
  private static final String DRAINING = "Draining";
  private static final String CORDONED = "Cordoned";

  /** A worker's heartbeats say what it was told well before this. */
  private static final Duration HEARD = Duration.ofSeconds(10);

  private final Workers workers;
  private final WorkerActions actions;
  private final Clock clock;
  private final Map<String, Told> told = new ConcurrentHashMap<>();

  OsapiAgents(Workers workers, WorkerActions actions, Clock clock) {
    this.workers = workers;
    this.actions = actions;
    this.clock = clock;
  }

  /** What a worker was told here a moment ago. */
  private record Told(boolean drain, Instant at) {}

  Map<String, Object> list() {
    List<Map<String, Object>> agents =
        workers.all().stream()
            .filter(worker -> worker.state() != WorkerState.STOPPED)
            .map(this::answer)
            .toList();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("agents", agents);
    fields.put("total", agents.size());
    return fields;
  }

  Map<String, Object> read(String name) {
    return answer(find(name));
  }

  /**
   * By hostname or machine id.
   *
   * @throws Refusal 404 where there is none, 400 for what cannot be a name
   */
  private KnownWorker find(String name) {
    if (name.length() > LONGEST_NAME) {
      throw Refusal.badRequest(
          "Field validation for 'Hostname' failed on the 'max' tag: hostname must have at most %d characters"
              .formatted(LONGEST_NAME));
    }
    return workers
        .named(name)
        .or(() -> workers.find(name))
        .filter(worker -> worker.state() != WorkerState.STOPPED)
        .orElseThrow(() -> Refusal.notFound(OneLine.of("agent not found: " + name)));
  }

  /**
   * @throws Refusal also 409 for one that is drained already
   */
  OsapiReply drain(String name, Actor actor) {
    KnownWorker worker = find(name);
    String state = state(worker);
    if (isDrained(state)) {
      throw Refusal.conflict("agent %s is already in %s state".formatted(worker.hostname(), state));
    }
    actions.drain(worker.id(), actor);
    told.put(worker.id(), new Told(true, clock.instant()));
    return message("drain initiated for agent " + worker.hostname());
  }

  /**
   * @throws Refusal also 409 for one that is not drained
   */
  OsapiReply undrain(String name, Actor actor) {
    KnownWorker worker = find(name);
    String state = state(worker);
    if (!isDrained(state)) {
      throw Refusal.conflict(
          "agent %s is not in draining or cordoned state (current: %s)"
              .formatted(worker.hostname(), state));
    }
    actions.undrain(worker.id(), actor);
    told.put(worker.id(), new Told(false, clock.instant()));
    return message("undrain initiated for agent " + worker.hostname());
  }

  private static OsapiReply message(String text) {
    return OsapiReply.ok(Map.of("message", text));
  }

  private static boolean isDrained(String state) {
    return state.equals(DRAINING) || state.equals(CORDONED);
  }

  /** What it said last, unless it was told otherwise since. */
  private String state(KnownWorker worker) {
    String said =
        switch (worker.state()) {
          case READY -> READY;
          case DRAINING, STOPPING, STOPPED -> DRAINING;
          case CORDONED -> CORDONED;
        };
    Told wish = told.get(worker.id());
    if (wish == null || wish.drain() == isDrained(said)) {
      return said;
    }
    if (clock.instant().isAfter(wish.at().plus(HEARD))) {
      told.remove(worker.id(), wish);
      return said;
    }
    return wish.drain() ? DRAINING : READY;
  }

  private Map<String, Object> answer(KnownWorker worker) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("hostname", worker.hostname());
    fields.put("status", worker.alive() ? "Ready" : "NotReady");
    fields.put("state", state(worker));
    fields.put("machine_id", worker.id());
    if (!worker.labels().isEmpty()) {
      fields.put("labels", new TreeMap<>(worker.labels()));
    }
    fields.put("registered_at", JobDetail.seconds(worker.firstSeen()));
    if (worker.host() != null) {
      fields.putAll(AgentFacts.of(worker.host()));
    }
    return fields;
  }
}
