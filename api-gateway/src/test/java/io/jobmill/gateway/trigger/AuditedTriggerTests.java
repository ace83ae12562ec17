// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import static io.jobmill.gateway.security.Scope.TRIGGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.audit.AuditEntry;
import io.jobmill.gateway.audit.AuditFilter;
import io.jobmill.gateway.audit.AuditOutcome;
import io.jobmill.gateway.audit.AuditTrail;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditedTriggerTests {

  private static final AuditFilter TRIGGERS =
      new AuditFilter(null, "job.trigger", null, null, null, null, null);

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private final String[] key = {"X-ApiKey", gateway.key("ci", TRIGGER)};

  @BeforeEach
  void aTemplate() {
    gateway.template(
        Map.of(
            "name", "t", "operation", Map.of("type", "shell", "data", Map.of("script", "true"))));
  }

  @Test
  void namesTheJobTheTemplateTheCallerAndTheApi() {
    http.json("/api/v1/jobs", "{\"template\":\"t\"}", key);

    AuditEntry entry = notes().get(0);
    assertThat(entry.subject()).isEqualTo(job());
    assertThat(entry.detail()).isEqualTo("t");
    assertThat(entry.by()).isEqualTo("ci");
    assertThat(entry.dialect()).isEqualTo("api");
    assertThat(entry.source()).isEqualTo("127.0.0.1");
    assertThat(entry.outcome()).isEqualTo(AuditOutcome.DONE);
  }

  @Test
  void notesWhatOtterTriggers() {
    http.get("/api/jobs/trigger?template=t", key);

    assertThat(notes()).singleElement().extracting(AuditEntry::dialect).isEqualTo("otter");
    assertThat(notes().get(0).subject()).isEqualTo(job());
  }

  @Test
  void notesWhatOsapiSubmits() {
    http.json("/job", "{\"operation\":{\"type\":\"t\"},\"target_hostname\":\"_any\"}", admin());

    assertThat(notes()).singleElement().extracting(AuditEntry::dialect).isEqualTo("osapi");
    assertThat(notes().get(0).subject()).isEqualTo(job());
  }

  @Test
  void takesTheNoteBackWhenKafkaDoesNotConfirmTheJob() {
    gateway.producer().sendException = new TimeoutException("no answer");

    assertThat(http.json("/api/v1/jobs", "{\"template\":\"t\"}", key).statusCode()).isEqualTo(503);

    assertThat(notes())
        .extracting(AuditEntry::outcome)
        .containsExactly(AuditOutcome.FAILED, AuditOutcome.DONE);
    assertThat(notes()).extracting(AuditEntry::subject).containsOnly(notes().get(0).subject());
  }

  @Test
  void acceptsTheJobWhereOnlyTheNoteCannotBeWritten() {
    gateway.changes().sendException = new TimeoutException("no answer");

    assertThat(http.json("/api/v1/jobs", "{\"template\":\"t\"}", key).statusCode()).isEqualTo(201);
  }

  @Test
  void doesNotNoteWhatWasRefused() {
    http.json("/api/v1/jobs", "{\"template\":\"t\",\"variables\":{\"No\":\"1\"}}", key);
    http.json("/api/v1/jobs", "{\"template\":\"t\",\"target\":\"nobody\"}", key);
    http.json("/api/v1/jobs", "{\"template\":\"other\"}", key);

    assertThat(notes()).isEmpty();
  }

  @Test
  void canBeTurnedOff() {
    try (var quiet = RunningGateway.start(Map.of("jobmill.gateway.trigger.audited", "false"))) {
      RunningGateway other = RunningGateway.of(quiet);
      other.template(
          Map.of(
              "name", "t", "operation", Map.of("type", "shell", "data", Map.of("script", "true"))));

      other.http().json("/api/v1/jobs", "{\"template\":\"t\"}", "X-ApiKey", RunningGateway.ADMIN);

      assertThat(other.producer().history()).hasSize(1);
      assertThat(other.changes().history()).isEmpty();
    }
  }

  /** The newest first. */
  private List<AuditEntry> notes() {
    return gateway.bean(AuditTrail.class).before(Long.MAX_VALUE, TRIGGERS, 10).entries();
  }

  private String job() {
    return Objects.requireNonNull(gateway.lastRequest().id()).toString();
  }

  private static String[] admin() {
    return new String[] {"Authorization", "Bearer " + RunningGateway.ADMIN};
  }
}
