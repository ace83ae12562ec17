// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.gateway.dialect.keyfactor.JobType.Field;
import io.jobmill.gateway.dialect.keyfactor.JobType.FieldType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How approvals and job types stand on their topics, held against files that do not change. */
class StoredFormsTests {

  private static final AgentApproval APPROVAL =
      new AgentApproval(
          "6d1f2a34-5b6c-4d7e-8f90-a1b2c3d4e5f6",
          false,
          "ops",
          Instant.parse("2026-03-01T12:00:00Z"));

  private static final JobType TYPE =
      new JobType(
          UUID.fromString("0f2ab2f6-90b1-4b7c-a6a4-3a2f8a1c6d55"),
          "ablast",
          "Patches a server",
          List.of(
              new Field("TargetServer", FieldType.STRING, null, true),
              new Field("Retries", FieldType.INT, "3", false),
              new Field("Since", FieldType.DATETIME, null, false),
              new Field("Force", FieldType.BOOL, "true", false)));

  @Test
  void anApprovalIsWrittenAndReadAsItsFileShows() throws IOException {
    assertThat(new String(AgentApprovalCodec.encode(APPROVAL), UTF_8)).isEqualTo(file("agent"));
    assertThat(AgentApprovalCodec.decode(file("agent").getBytes(UTF_8))).isEqualTo(APPROVAL);
  }

  @Test
  void aJobTypeIsWrittenAndReadAsItsFileShows() throws IOException {
    assertThat(new String(JobTypeCodec.encode(TYPE), UTF_8)).isEqualTo(file("job-type"));
    assertThat(JobTypeCodec.decode(file("job-type").getBytes(UTF_8))).isEqualTo(TYPE);
  }

  @Test
  void whatIsNewerIsIgnoredAndWhatIsMissingIsSaid() {
    assertThat(
            AgentApprovalCodec.decode(
                "{\"id\":\"a\",\"approved\":true,\"at\":\"2026-03-01T12:00:00Z\",\"by\":null,\"mood\":{}}"
                    .getBytes(UTF_8)))
        .isEqualTo(new AgentApproval("a", true, null, APPROVAL.at()));
    assertThatThrownBy(() -> AgentApprovalCodec.decode("{\"id\":\"a\"}".getBytes(UTF_8)))
        .hasMessage("one of id, approved and at is missing");
    assertThatThrownBy(() -> JobTypeCodec.decode("{\"name\":\"a\"}".getBytes(UTF_8)))
        .isInstanceOf(RuntimeException.class);
  }

  private static String file(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            StoredFormsTests.class.getResourceAsStream("/golden/" + name + ".json"))) {
      return new String(file.readAllBytes(), UTF_8).strip();
    }
  }
}
