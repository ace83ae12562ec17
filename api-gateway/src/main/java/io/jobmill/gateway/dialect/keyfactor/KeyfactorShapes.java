// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import static io.jobmill.gateway.openapi.Shapes.any;
import static io.jobmill.gateway.openapi.Shapes.anyNumber;
import static io.jobmill.gateway.openapi.Shapes.code;
import static io.jobmill.gateway.openapi.Shapes.count;
import static io.jobmill.gateway.openapi.Shapes.flag;
import static io.jobmill.gateway.openapi.Shapes.instant;
import static io.jobmill.gateway.openapi.Shapes.list;
import static io.jobmill.gateway.openapi.Shapes.map;
import static io.jobmill.gateway.openapi.Shapes.named;
import static io.jobmill.gateway.openapi.Shapes.number;
import static io.jobmill.gateway.openapi.Shapes.object;
import static io.jobmill.gateway.openapi.Shapes.text;
import static io.jobmill.gateway.openapi.Shapes.uuid;

import io.jobmill.gateway.dialect.keyfactor.JobType.FieldType;
import io.jobmill.gateway.openapi.Document;
import io.jobmill.gateway.openapi.Shapes;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.Map;

/** The JSON of the dialect, field by field. Clients know no other fields. */
final class KeyfactorShapes {

  private KeyfactorShapes() {}

  static void addTo(Document document) {
    document
        .shape("Schedule", schedule())
        .shape("HistoryRow", historyRow())
        .shape("ScheduledJob", scheduledJob())
        .shape("JobField", object().with("JobTypeField", text()).with("Value", text()).shape())
        .shape("NewJob", order().with("AgentId", uuid("of the agent")).shape())
        .shape(
            "NewJobs",
            order().with("OrchestratorIds", list(uuid("of an agent")).minItems(1)).shape())
        .shape(
            "Job",
            given().with("JobId", uuid("of the job")).with("OrchestratorId", uuid("")).shape())
        .shape("Jobs", jobs())
        .shape("Rows", selection("JobAuditIds", count(), "job history"))
        .shape("ScheduledJobs", selection("JobIds", uuid("of a job"), "scheduled jobs"))
        .shape("NewJobType", newJobType().shape())
        .shape("ChangedJobType", newJobType().with("Id", uuid("of the type")).shape())
        .shape("JobType", jobType())
        .shape("Agent", agent());
  }

  static Schema<?> error() {
    return object()
        .with("ErrorCode", text().pattern("^0xA01[0-9A-F]+$"))
        .with("Message", text("what is wrong"))
        .shape();
  }

  private static Schema<?> schedule() {
    Schema<?> time = instant("of the next run");
    return object()
        .maybe("Immediate", flag())
        .maybe("Interval", object().with("Minutes", number(1, Integer.MAX_VALUE)).shape())
        .maybe("Daily", object().with("Time", time).shape())
        .maybe(
            "Weekly",
            object()
                .with("Days", list(any(number(0, 6), text("name of a day"))).minItems(1))
                .with("Time", time)
                .shape())
        .maybe("Monthly", object().with("Day", number(1, 31)).with("Time", time).shape())
        .maybe("ExactlyOnce", object().with("Time", time).shape())
        .about("Exactly one of these. Days are numbered from 0, which is Sunday.")
        .minProperties(1)
        .maxProperties(1);
  }

  private static Schema<?> historyRow() {
    return object()
        .with("JobHistoryId", count())
        .with("AgentMachine", text("hostname"))
        .with("JobId", uuid("the same for every run of a job"))
        .with("Schedule", named("Schedule"))
        .with("JobType", text())
        .with("OperationStart", instant("when it began"))
        .with("Message", text())
        .with("Result", numbers(RowStatus.RESULT_WORDS))
        .with("Status", numbers(RowStatus.STATUS_WORDS))
        .with("StorePath", text())
        .with("ClientMachine", text("hostname"))
        .maybe("OperationEnd", instant("absent while it runs"))
        .shape();
  }

  private static Schema<?> scheduledJob() {
    return object()
        .with("Id", uuid("of the job"))
        .with("ClientMachine", text("hostname; empty where it is not for one"))
        .with("Target", text())
        .with("Schedule", named("Schedule"))
        .with("Requested", instant("when it was asked for"))
        .with("JobType", text())
        .shape();
  }

  private static Shapes.Fields order() {
    return object()
        .with("JobTypeName", text("in any case"))
        .maybe("Schedule", named("Schedule"))
        .maybe("JobFields", map(any(text(), anyNumber(), flag(), Shapes.nothing())))
        .others(Shapes.anything("ignored"));
  }

  private static Shapes.Fields given() {
    return object()
        .with("JobTypeName", text())
        .with("Schedule", named("Schedule"))
        .with("JobFields", list(named("JobField")))
        .with("RequestTimestamp", instant("when it was taken"));
  }

  private static Schema<?> jobs() {
    return given()
        .with(
            "OrchestratorJobPairs",
            list(
                object()
                    .with("JobId", uuid("of the job"))
                    .with("OrchestratorId", uuid("of its agent"))
                    .shape()))
        .with("FailedOrchestratorIds", list(uuid("of an agent that got none")))
        .shape();
  }

  private static Schema<?> selection(String ids, Schema<?> id, String what) {
    return object()
        .maybe(ids, list(id).minItems(1))
        .maybe("Query", text("over the " + what))
        .about("One of both.")
        .minProperties(1)
        .maxProperties(1);
  }

  private static Shapes.Fields newJobType() {
    return object()
        .with("JobTypeName", text().pattern("^\\S+$"))
        .maybe("Description", text())
        .maybe(
            "JobTypeFields",
            list(
                object()
                    .with("Name", text())
                    .with("Type", any(fieldType(), text("the same in words")))
                    .maybe("DefaultValue", any(text(), anyNumber(), flag(), Shapes.nothing()))
                    .maybe("Required", flag())
                    .shape()))
        .others(Shapes.anything("ignored"));
  }

  private static Schema<?> jobType() {
    return object()
        .with("Id", uuid("of the type"))
        .with("JobTypeName", text())
        .with("Description", text())
        .with(
            "JobTypeFields",
            list(
                object()
                    .with("Name", text())
                    .with("Type", fieldType())
                    .with("Required", flag())
                    .maybe("DefaultValue", text())
                    .shape()))
        .shape();
  }

  private static Schema<?> fieldType() {
    return code(Arrays.stream(FieldType.values()).map(FieldType::number).toList());
  }

  private static Schema<?> agent() {
    Shapes.Fields fields =
        object()
            .with("AgentId", uuid("of the agent"))
            .with("ClientMachine", text("hostname"))
            .with("AgentPlatform", count())
            .with("Status", number(1, 3).description("1 new, 2 approved, 3 disapproved"))
            .with("LastSeen", instant("its last heartbeat"))
            .with("Capabilities", list(text("a kind of job")));
    for (String name :
        new String[] {
          "Username",
          "Version",
          "Blueprint",
          "Thumbprint",
          "LegacyThumbprint",
          "LastThumbprintUsed",
          "LastErrorMessage"
        }) {
      fields.with(name, text("empty"));
    }
    return fields.shape();
  }

  private static Schema<?> numbers(Map<String, Long> words) {
    StringBuilder about = new StringBuilder();
    words.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(word -> about.append(word.getValue() + " " + word.getKey() + "  \n"));
    return code(words.values().stream().sorted().map(Long::intValue).toList())
        .description(about.toString());
  }
}
