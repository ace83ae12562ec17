// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import static io.jobmill.gateway.dialect.keyfactor.KeyfactorHistoryTests.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.schedule.Schedules;
import io.jobmill.gateway.security.Scope;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.Target;
import io.jobmill.job.Value;
import io.jobmill.schedule.ScheduleRecord.Definition;
import io.jobmill.secret.SecretKeyring;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyfactorCustomTests {

  private static final String CUSTOM = "/KeyfactorAPI/OrchestratorJobs/Custom";
  private static final String SCHEDULED = "/KeyfactorAPI/OrchestratorJobs/ScheduledJobs";
  private static final String OTHER = "0f2ab2f6-90b1-4b7c-a6a4-3a2f8a1c6d55";

  private static final String HANDLER = "5c1f2a34-5b6c-4d7e-8f90-a1b2c3d4e5f6";

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private final String[] caller = Samples.headers(gateway.key("ops", Scope.TRIGGER));
  private final String[] viewer = Samples.basic(gateway, Scope.VIEW);

  @BeforeEach
  void templateAndWorker() {
    gateway.template(Samples.patch());
    Samples.worker(gateway);
  }

  @Test
  void aJobForAnAgentIsOnItsQueueAtOnce() {
    HttpResponse<String> answer =
        http.json(
            CUSTOM,
            "{\"AgentId\":\"%s\",\"JobTypeName\":\"patch\",\"JobFields\":{\"server\":\"ABLSV1\",\"Dry\":true,\"Password\":\"hunter2\"}}"
                .formatted(Samples.AGENT),
            caller);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JobRequest request = gateway.lastRequest();
    assertThat(answer.body())
        .isEqualTo(
            "{\"JobId\":\"%s\",\"OrchestratorId\":\"%s\",\"JobTypeName\":\"Patch\",\"Schedule\":{\"Immediate\":true},"
                    .formatted(request.id(), Samples.AGENT)
                + "\"JobFields\":[{\"JobTypeField\":\"Server\",\"Value\":\"ABLSV1\"},{\"JobTypeField\":\"Dry\",\"Value\":\"True\"},"
                + "{\"JobTypeField\":\"Password\",\"Value\":\"********\"},{\"JobTypeField\":\"Retries\",\"Value\":\"3\"}],"
                + "\"RequestTimestamp\":\"%s\"}".formatted(Times.text(gateway.clock().instant())));
    assertThat(request.target()).isEqualTo(new Target(Samples.HOST));
    assertThat(request.variables())
        .isEqualTo(
            Map.of(
                "Server", Value.of("ABLSV1"), "Dry", Value.of("True"), "Retries", Value.of("3")));
    assertThat(request.submittedBy()).isEqualTo("ops");
  }

  @Test
  void listsAJobThatIsNotToRunBeforeItsTimeAsScheduledForIt() {
    gateway
        .jobs()
        .put(
            Views.job(
                JobRequest.forTemplate("patch").withRunAt(Instant.parse("2031-01-01T02:30:00Z")),
                JobStatus.SCHEDULED,
                null));

    assertThat(http.get(SCHEDULED, viewer).body())
        .contains("\"Schedule\":{\"ExactlyOnce\":{\"Time\":\"2031-01-01T02:30:00Z\"}}");
  }

  @Test
  void aScheduledJobIsKeptWithItsSecretsSealedForTheSchedule() {
    HttpResponse<String> answer =
        http.json(
            CUSTOM,
            "{\"AgentId\":\"%s\",\"JobTypeName\":\"Patch\",\"Schedule\":{\"Weekly\":{\"Days\":[3,\"Monday\"],\"Time\":\"2030-01-06T14:30:00Z\"},\"Daily\":null},\"JobFields\":{\"Server\":\"A\",\"Password\":\"hunter2\"}}"
                .formatted(Samples.AGENT),
            caller);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"Schedule\":{\"Weekly\":{\"Days\":[1,3],\"Time\":\"2030-01-07T14:30:00Z\"}}");
    JobId id = JobId.of(answer.body().substring(10, 46));
    Definition definition = gateway.bean(Schedules.class).find(id).orElseThrow().definition();
    assertThat(definition.agent()).isEqualTo(Samples.AGENT);
    assertThat(definition.request().target()).isEqualTo(new Target(Samples.HOST));
    assertThat(
            new SecretKeyring(RunningGateway.SECRET)
                .open(id, "Password", definition.request().sealed().getOrDefault("Password", "")))
        .isEqualTo(Value.of("hunter2"));
    assertThat(gateway.producer().history()).isEmpty();
    assertThat(http.get(SCHEDULED, viewer).body())
        .isEqualTo(
            "[{\"Id\":\"%s\",\"ClientMachine\":\"web-01\",\"Target\":\"web-01\",\"Schedule\":{\"Weekly\":{\"Days\":[1,3],\"Time\":\"2030-01-07T14:30:00Z\"}},\"Requested\":\"%s\",\"JobType\":\"Patch\"}]"
                .formatted(id, Times.text(definition.createdAt())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Immediate\":true}|{\"Immediate\":true}",
        "{\"interval\":{\"minutes\":60}}|{\"Interval\":{\"Minutes\":60}}",
        "{\"Daily\":{\"Time\":\"2030-11-25T23:30:00Z\"}}|{\"Daily\":{\"Time\":\"2030-11-25T23:30:00Z\"}}",
        "{\"Monthly\":{\"Day\":31,\"Time\":\"2030-06-15T01:00:00+02:00\"}}|{\"Monthly\":{\"Day\":31,\"Time\":\"2030-06-30T23:00:00Z\"}}",
        "{\"ExactlyOnce\":{\"Time\":\"2031-01-01T00:00:00\"}}|{\"ExactlyOnce\":{\"Time\":\"2031-01-01T00:00:00Z\"}}",
      })
  void takesEveryKindOfSchedule(String given, String shown) {
    assertThat(custom(given, "{\"Server\":\"A\"}").body()).contains("\"Schedule\":" + shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|must have exactly one of Immediate, Interval, Daily, Weekly, Monthly, ExactlyOnce",
        "{\"Off\":true}|must have exactly one of Immediate, Interval, Daily, Weekly, Monthly, ExactlyOnce",
        "{\"Immediate\":true,\"Interval\":{\"Minutes\":1}}|must have exactly one of Immediate, Interval, Daily, Weekly, Monthly, ExactlyOnce",
        "{\"Immediate\":false}|is wrong: Immediate can only be true",
        "{\"Interval\":{\"Minutes\":0}}|is wrong: Interval: minutes must be 1 to 527040",
        "{\"Daily\":{\"Time\":\"soon\"}}|is wrong: Time must be a date and time like 2026-01-31T08:30:00Z, not 'soon'",
        "{\"Weekly\":{\"Days\":[],\"Time\":\"2026-01-01T00:00:00Z\"}}|is wrong: Weekly: at least one day must be given",
        "{\"Weekly\":{\"Days\":[7],\"Time\":\"2026-01-01T00:00:00Z\"}}|is wrong: Days must hold numbers from 0 (Sunday) to 6 (Saturday), or names of days",
        "{\"Monthly\":{\"Day\":32,\"Time\":\"2026-01-01T00:00:00Z\"}}|is wrong: Monthly: day must be 1 to 31",
      })
  void refusesASchedule(String given, String message) {
    assertError(
        custom(given, "{\"Server\":\"A\"}"), 400, "0xA0110400", "property 'Schedule' " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|job field 'Server' is required",
        "{\"Server\":\"A\",\"Colour\":\"red\"}|job type 'Patch' has no field 'Colour'; it has [Server, Retries, Dry, Password]",
        "{\"Server\":\"A\",\"Retries\":\"many\"}|job field 'Retries' must be a whole number",
        "{\"Server\":\"A\",\"Dry\":\"perhaps\"}|job field 'Dry' must be True or False",
        "{\"Server\":{}}|property 'Server' must be a text, number or truth value",
      })
  void refusesFields(String fields, String message) {
    assertError(custom("null", fields), 400, "0xA0110400", message);
  }

  @Test
  void aTypeLaysItsFieldsOverTheTemplates() {
    String[] manager = Samples.basic(gateway, Scope.MANAGE);
    http.json(
        "/JobTypes/Custom",
        "{\"JobTypeName\":\"Patch\",\"JobTypeFields\":[{\"Name\":\"Server\",\"Type\":1,\"Required\":true,\"DefaultValue\":\"all\"},{\"Name\":\"Retries\",\"Type\":2,\"Required\":true,\"DefaultValue\":9}]}",
        manager);

    assertThat(custom("null", "{}").statusCode()).isEqualTo(200);
    assertThat(gateway.lastRequest().variables())
        .isEqualTo(Map.of("Server", Value.of("all"), "Retries", Value.of("9")));
  }

  @Test
  void refusesWhoCannotRunIt() {
    Samples.worker(gateway, OTHER, "gpu-01", new Pool("gpu"));
    http.json(
        "/JobTypes/Custom",
        "{\"JobTypeName\":\"Dream\",\"JobTypeFields\":[{\"Name\":\"Server\",\"Type\":1}]}",
        Samples.basic(gateway, Scope.MANAGE));

    assertError(
        order("\"AgentId\":\"%s\"".formatted(OTHER), "Patch"),
        400,
        "0xA0110400",
        "agent %s (gpu-01) does not serve pool 'default' of job type 'Patch'".formatted(OTHER));
    assertError(
        order("\"AgentId\":\"019ca945-0a00-7000-8000-0123456789ab\"", "Patch"),
        400,
        "0xA0110400",
        "there is no agent 019ca945-0a00-7000-8000-0123456789ab");
    assertError(order("\"x\":1", "Patch"), 400, "0xA0110400", "property 'AgentId' is missing");
    assertError(
        order("\"AgentId\":\"%s\"".formatted(Samples.AGENT), "Nothing"),
        400,
        "0xA0110400",
        "there is no job type 'Nothing'");
    assertError(
        order("\"AgentId\":\"%s\"".formatted(Samples.AGENT), "Dream"),
        400,
        "0xA0110400",
        "agent %s (web-01) cannot run job type 'Dream': there is no template of that name, and the agent has no handler of it"
            .formatted(Samples.AGENT));
  }

  @Test
  void aDisapprovedAgentGetsNothing() {
    http.json(
        "/Agents/Disapprove", "[\"" + Samples.AGENT + "\"]", Samples.basic(gateway, Scope.MANAGE));

    assertError(
        custom("null", "{\"Server\":\"A\"}"),
        400,
        "0xA0110400",
        "agent %s (web-01) is disapproved".formatted(Samples.AGENT));
  }

  @Test
  void aTypeWithoutATemplateRunsWhereAHandlerHasItsName() {
    makeTypeOf("Rotate");
    Samples.worker(gateway, HANDLER, "web-03", new Pool("gpu"), List.of("Rotate"));

    HttpResponse<String> answer = rotate("\"AgentId\":\"%s\"".formatted(HANDLER));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JobRequest request = gateway.lastRequest();
    assertThat(request.template()).isNull();
    assertThat(request.operation()).isEqualTo(new Operation("Rotate", Map.of()));
    assertThat(request.variables())
        .isEqualTo(Map.of("Store", Value.of("A"), "Days", Value.of("30")));
    assertThat(request.target()).isEqualTo(new Target("web-03"));
    assertThat(request.pool()).isEqualTo(new Pool("gpu"));
    assertThat(request.submittedBy()).isEqualTo("ops");
  }

  @Test
  void aHandlersJobCanBeScheduled() {
    makeTypeOf("Rotate");
    Samples.worker(gateway, HANDLER, "web-03", new Pool("gpu"), List.of("Rotate"));

    String answer =
        rotate("\"AgentId\":\"%s\",\"Schedule\":{\"Interval\":{\"Minutes\":5}}".formatted(HANDLER))
            .body();

    JobId id = JobId.of(answer.substring(10, 46));
    Definition definition = gateway.bean(Schedules.class).find(id).orElseThrow().definition();
    assertThat(definition.request().operation()).isEqualTo(new Operation("Rotate", Map.of()));
    assertThat(definition.pool()).isEqualTo(new Pool("gpu"));
    assertThat(definition.agent()).isEqualTo(HANDLER);
  }

  @Test
  void aTypeNamedLikeABuiltInOperationBringsNoCodeOfItsOwn() {
    makeTypeOf("shell");

    HttpResponse<String> answer =
        http.json(
            CUSTOM,
            "{\"AgentId\":\"%s\",\"JobTypeName\":\"shell\",\"JobFields\":{\"Store\":\"A\"}}"
                .formatted(Samples.AGENT),
            caller);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(gateway.producer().history()).isEmpty();
  }

  private void makeTypeOf(String name) {
    HttpResponse<String> made =
        http.json(
            "/KeyfactorAPI/JobTypes/Custom",
            "{\"JobTypeName\":\"%s\",\"JobTypeFields\":[{\"Name\":\"Store\",\"Type\":1,\"Required\":true},{\"Name\":\"Days\",\"Type\":2,\"DefaultValue\":\"30\",\"Required\":false}]}"
                .formatted(name),
            Samples.basic(gateway, Scope.MANAGE));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
  }

  private HttpResponse<String> rotate(String who) {
    return http.json(
        CUSTOM,
        "{%s,\"JobTypeName\":\"Rotate\",\"JobFields\":{\"Store\":\"A\"}}".formatted(who),
        caller);
  }

  @Test
  void givesAJobToManyAndSaysWhoDidNotGetIt() {
    String third = "9b1f2a34-5b6c-4d7e-8f90-a1b2c3d4e5f6";
    Samples.worker(gateway, third, "web-02", Pool.DEFAULT);

    HttpResponse<String> answer =
        http.json(
            CUSTOM + "/Bulk",
            "{\"OrchestratorIds\":[\"%s\",\"%s\",\"%s\"],\"JobTypeName\":\"Patch\",\"JobFields\":{\"Server\":\"A\"}}"
                .formatted(Samples.AGENT, OTHER, third),
            caller);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith("{\"OrchestratorJobPairs\":[{\"JobId\":\"")
        .contains(
            "\"FailedOrchestratorIds\":[\"%s\"],\"JobTypeName\":\"Patch\",\"Schedule\":{\"Immediate\":true},\"JobFields\":["
                .formatted(OTHER));
    assertThat(gateway.producer().history()).hasSize(2);
    assertThat(gateway.lastRequest().target()).isEqualTo(new Target("web-02"));
    assertThat(
            http.json(
                    CUSTOM + "/Bulk", "{\"OrchestratorIds\":[],\"JobTypeName\":\"Patch\"}", caller)
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void jobsThatNoAgentHasBegunAreListedBesideSchedules() {
    gateway
        .jobs()
        .put(
            Views.job(
                JobRequest.forTemplate("Patch").withTarget(new Target("web-09")),
                JobStatus.PENDING,
                null));
    gateway.jobs().put(Views.job("Patch", JobStatus.RUNNING));
    custom("{\"Interval\":{\"Minutes\":30}}", "{\"Server\":\"A\"}");

    String all = http.get(SCHEDULED, viewer).body();
    assertThat(all.split("\"Id\"", -1)).hasSize(3);
    assertThat(all)
        .contains(
            "\"ClientMachine\":\"web-09\",\"Target\":\"web-09\",\"Schedule\":{\"Immediate\":true}");
    assertThat(
            http.get(SCHEDULED + "?QueryString=ScheduleType+-startswith+%22I_%22", viewer).body())
        .contains("\"Minutes\":30")
        .doesNotContain("web-09");
    assertThat(http.get(SCHEDULED + "?QueryString=AgentId+-eq+" + Samples.AGENT, viewer).body())
        .contains("\"Minutes\":30")
        .doesNotContain("web-09");
    assertThat(
            http.get(SCHEDULED + "?SortField=ClientMachine&SortAscending=1&ReturnLimit=1", viewer)
                .body())
        .contains("web-09")
        .doesNotContain("web-01");
  }

  @Test
  void aTemplateForAnotherKeyIsForbidden() {
    gateway.template(Map.of("name", "Locked", "key", "deploys", "operation", Map.of("type", "x")));

    assertThat(order("\"AgentId\":\"%s\"".formatted(Samples.AGENT), "Locked").statusCode())
        .isEqualTo(403);
  }

  private HttpResponse<String> custom(String schedule, String fields) {
    return http.json(
        CUSTOM,
        "{\"AgentId\":\"%s\",\"JobTypeName\":\"Patch\",\"Schedule\":%s,\"JobFields\":%s}"
            .formatted(Samples.AGENT, schedule, fields),
        caller);
  }

  private HttpResponse<String> order(String agent, String type) {
    return http.json(
        CUSTOM,
        "{%s,\"JobTypeName\":\"%s\",\"JobFields\":{\"Server\":\"A\"}}".formatted(agent, type),
        caller);
  }
}
