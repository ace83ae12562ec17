// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.audit.Audit;
import io.jobmill.gateway.dialect.keyfactor.Agents.Agent;
import io.jobmill.gateway.dialect.keyfactor.filter.Field;
import io.jobmill.gateway.dialect.keyfactor.filter.Kind;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.schedule.Schedules;
import io.jobmill.gateway.security.Scope;
import io.jobmill.job.JobId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Agents: listed, approved and disapproved. */
final class AgentEndpoints {

  private static final String PATH = "Agents";

  private static final int APPROVED = 2;
  private static final int DISAPPROVED = 3;

  private static final Columns<Agent> COLUMNS =
      new Columns<Agent>()
          .with(
              Field.of("AgentId", Kind.GUID),
              agent -> JobId.parse(agent.worker().id()).map(JobId::value).orElse(null))
          .with(
              Field.of("ClientMachine", Kind.TEXT),
              agent -> agent.worker().hostname(),
              "AgentMachine")
          .with(
              new Field(
                  "Status", Kind.NUMBER, Map.of("new", 1L, "approved", 2L, "disapproved", 3L)),
              agent -> (long) status(agent))
          .with(Field.of("LastSeen", Kind.DATE), agent -> agent.worker().lastSeen())
          .with(
              Field.of("Capabilities", Kind.TEXT), agent -> String.join(",", agent.capabilities()))
          .with(Field.of("AgentPlatform", Kind.NUMBER), agent -> 0L)
          .with(Field.of("Username", Kind.TEXT), agent -> "")
          .with(Field.of("Version", Kind.TEXT), agent -> "");

  private final Agents agents;
  private final Schedules schedules;
  private final ValuesOf values;
  private final Audit audit;

  AgentEndpoints(Agents agents, Schedules schedules, ValuesOf values, Audit audit) {
    this.agents = agents;
    this.schedules = schedules;
    this.values = values;
    this.audit = audit;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, Scope.VIEW, this::list),
        Endpoint.post(PATH + "/Approve", Scope.MANAGE, call -> approve(call, true)),
        Endpoint.post(PATH + "/Disapprove", Scope.MANAGE, call -> approve(call, false)),
        Endpoint.get(PATH + "/{id}", Scope.VIEW, this::one));
  }

  private Reply list(Call call) {
    return COLUMNS.reply(
        agents.all(), Paging.of(call.parameters()), values.of(call), AgentEndpoints::json);
  }

  private Reply one(Call call) {
    UUID id = call.guid();
    return Reply.of(
        json(agents.find(id).orElseThrow(() -> Refusal.notFound("there is no agent " + id))));
  }

  /** The schedules of one that is not approved make no jobs until it is. */
  private Reply approve(Call call, boolean approved) {
    List<UUID> ids = call.guids();
    if (ids.isEmpty()) {
      throw Refusal.badRequest("the list of agents is empty");
    }
    agents.requireKnown(ids);
    for (UUID id : ids) {
      audit.change(
          call.actor(),
          approved ? "agent.approve" : "agent.disapprove",
          id.toString(),
          () -> agents.approve(id, approved, call.caller().name()));
      schedules.pause(id.toString(), !approved, call.actor());
    }
    return Reply.NOTHING;
  }

  private static Map<String, Object> json(Agent agent) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("AgentId", agent.worker().id());
    json.put("ClientMachine", agent.worker().hostname());
    json.put("Username", "");
    json.put("AgentPlatform", 0);
    json.put("Version", "");
    json.put("Status", status(agent));
    json.put("LastSeen", Times.text(agent.worker().lastSeen()));
    json.put("Capabilities", agent.capabilities());
    json.put("Blueprint", "");
    json.put("Thumbprint", "");
    json.put("LegacyThumbprint", "");
    json.put("LastThumbprintUsed", "");
    json.put("LastErrorMessage", "");
    return json;
  }

  private static int status(Agent agent) {
    return agent.approved() ? APPROVED : DISAPPROVED;
  }
}
