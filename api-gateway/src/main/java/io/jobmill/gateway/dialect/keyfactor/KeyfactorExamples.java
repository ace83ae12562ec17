// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import static io.jobmill.gateway.openapi.Messages.example;

import io.jobmill.gateway.dialect.keyfactor.JobType.FieldType;
import java.util.List;
import java.util.Map;

/** What bodies look like. */
final class KeyfactorExamples {

  static final String JOB = "019a0c5e-7d3a-7000-8000-5f3c2a1b4d6e";
  static final String AGENT = "6d1f2a34-5b6c-4d7e-8f90-a1b2c3d4e5f6";

  private static final String WHEN = "2026-01-31T08:30:00Z";
  private static final String HOST = "web-01";
  private static final String TYPE = "Patch";

  private KeyfactorExamples() {}

  static Map<String, Object> historyRow() {
    Map<String, Object> row = example("JobHistoryId", 124163, "AgentMachine", HOST, "JobId", JOB);
    row.put("Schedule", example("Interval", example("Minutes", 60)));
    row.put("JobType", TYPE);
    row.put("OperationStart", WHEN);
    row.put("OperationEnd", WHEN);
    row.put("Message", "");
    row.put("Result", RowStatus.SUCCESS);
    row.put("Status", RowStatus.COMPLETED);
    row.put("StorePath", "");
    row.put("ClientMachine", HOST);
    return row;
  }

  static Map<String, Object> scheduledJob() {
    Map<String, Object> job = example("Id", JOB, "ClientMachine", HOST, "Target", HOST);
    job.put("Schedule", weekly());
    job.put("Requested", WHEN);
    job.put("JobType", TYPE);
    return job;
  }

  static Map<String, Object> newJob() {
    Map<String, Object> order = order();
    order.put("AgentId", AGENT);
    return order;
  }

  static Map<String, Object> newJobs() {
    Map<String, Object> order = order();
    order.put("OrchestratorIds", List.of(AGENT));
    return order;
  }

  static Map<String, Object> job() {
    Map<String, Object> job = example("JobId", JOB, "OrchestratorId", AGENT);
    job.putAll(given());
    return job;
  }

  static Map<String, Object> jobs() {
    Map<String, Object> jobs =
        example(
            "OrchestratorJobPairs",
            List.of(example("JobId", JOB, "OrchestratorId", AGENT)),
            "FailedOrchestratorIds",
            List.of());
    jobs.putAll(given());
    return jobs;
  }

  static Map<String, Object> newType() {
    return example(
        "JobTypeName",
        TYPE,
        "JobTypeFields",
        List.of(example("Name", "Server", "Type", FieldType.STRING.number(), "Required", true)));
  }

  static Map<String, Object> type() {
    Map<String, Object> type = example("Id", JOB, "JobTypeName", TYPE, "Description", "");
    type.putAll(newType());
    return type;
  }

  static Map<String, Object> agent() {
    Map<String, Object> agent = example("AgentId", AGENT, "ClientMachine", HOST, "Username", "");
    agent.put("AgentPlatform", 0);
    agent.put("Version", "");
    agent.put("Status", 2);
    agent.put("LastSeen", WHEN);
    agent.put("Capabilities", List.of("http", "shell"));
    for (String empty :
        List.of(
            "Blueprint",
            "Thumbprint",
            "LegacyThumbprint",
            "LastThumbprintUsed",
            "LastErrorMessage")) {
      agent.put(empty, "");
    }
    return agent;
  }

  private static Map<String, Object> weekly() {
    return example("Weekly", example("Days", List.of(1, 3), "Time", WHEN));
  }

  private static Map<String, Object> order() {
    return example(
        "JobTypeName", TYPE, "Schedule", weekly(), "JobFields", example("Server", "ABLSV1"));
  }

  private static Map<String, Object> given() {
    return example(
        "JobTypeName",
        TYPE,
        "Schedule",
        weekly(),
        "JobFields",
        List.of(example("JobTypeField", "Server", "Value", "ABLSV1")),
        "RequestTimestamp",
        WHEN);
  }
}
