// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.dialect.keyfactor.Agents.Agent;
import io.jobmill.gateway.dialect.keyfactor.CustomJobs.Ready;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.security.Scope;
import io.jobmill.job.JobId;
import io.jobmill.schedule.Schedule;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Custom jobs: given to one agent, or to many. */
final class CustomEndpoints {

  private static final String PATH = "OrchestratorJobs/Custom";
  private static final String AGENTS = "OrchestratorIds";
  private static final int MOST_AGENTS = 1000;

  private final CustomJobs jobs;
  private final Agents agents;
  private final Clock clock;

  CustomEndpoints(CustomJobs jobs, Agents agents, Clock clock) {
    this.jobs = jobs;
    this.agents = agents;
    this.clock = clock;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(PATH, Scope.TRIGGER, this::one),
        Endpoint.post(PATH + "/Bulk", Scope.TRIGGER, this::many));
  }

  private Reply one(Call call) {
    JsonObject body = call.object();
    UUID id = body.guid("AgentId");
    Ready ready = jobs.check(CustomOrder.read(body), call.caller());
    Agent agent = agents.find(id).orElseThrow(() -> Refusal.badRequest("there is no agent " + id));
    JobId job = jobs.give(ready, agent, call.actor());
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("JobId", job.toString());
    json.put("OrchestratorId", id.toString());
    describe(ready, json);
    return Reply.of(json);
  }

  /** Agents that could not be given the job are listed; with none of them known, all are. */
  private Reply many(Call call) {
    JsonObject body = call.object();
    Set<UUID> ids = ids(body);
    Ready ready = jobs.check(CustomOrder.read(body), call.caller());
    List<Map<String, Object>> given = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    for (UUID id : ids) {
      JobId job = give(ready, id, call, given.isEmpty());
      if (job == null) {
        failed.add(id.toString());
      } else {
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put("JobId", job.toString());
        pair.put("OrchestratorId", id.toString());
        given.add(pair);
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("OrchestratorJobPairs", given);
    json.put("FailedOrchestratorIds", failed);
    describe(ready, json);
    return Reply.of(json);
  }

  /** Where Kafka is away before anything was given, that is what the caller has to know. */
  private @Nullable JobId give(Ready ready, UUID id, Call call, boolean first) {
    Agent agent = agents.find(id).orElse(null);
    if (agent == null) {
      return null;
    }
    try {
      return jobs.give(ready, agent, call.actor());
    } catch (Refusal refusal) {
      if (first && refusal.status() >= 500) {
        throw refusal;
      }
      return null;
    }
  }

  private static Set<UUID> ids(JsonObject body) {
    List<@Nullable Object> given =
        body.list(AGENTS)
            .orElseThrow(() -> Refusal.badRequest("property '%s' is missing".formatted(AGENTS)));
    if (given.isEmpty() || given.size() > MOST_AGENTS) {
      throw JsonObject.wrong(AGENTS, "a list of 1 to %d GUIDs".formatted(MOST_AGENTS));
    }
    Set<UUID> ids = new LinkedHashSet<>();
    given.forEach(item -> ids.add(Guids.read("property '" + AGENTS + "'", item)));
    return ids;
  }

  private void describe(Ready ready, Map<String, Object> json) {
    Instant now = clock.instant();
    Schedule schedule = ready.order().schedule();
    json.put("JobTypeName", ready.type().name());
    json.put(
        "Schedule",
        ScheduleJson.write(schedule, schedule == null ? now : schedule.first(now).orElse(now)));
    json.put("JobFields", CustomJobs.fields(ready));
    json.put("RequestTimestamp", Times.text(now));
  }
}
