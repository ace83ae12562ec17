// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.JobStatus;
import io.jobmill.store.JobCounts.Kind;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class JobCountsTests {

  private static final Map<Kind, Long> COUNTS =
      Map.of(
          new Kind("a", JobStatus.FAILED), 2L,
          new Kind("a", JobStatus.PENDING), 1L,
          new Kind("", JobStatus.FAILED), 3L);

  @Test
  void areStoredByStatusAndByTemplate() {
    Document stored = JobCounts.document(COUNTS, 2);

    assertThat(stored.get("counts")).isEqualTo(new Document("failed", 5L).append("pending", 1L));
    assertThat(stored.getList("templates", Document.class))
        .containsExactlyInAnyOrder(
            new Document("templateKey", "a")
                .append("counts", new Document("failed", 2L).append("pending", 1L)),
            new Document("templateKey", "").append("counts", new Document("failed", 3L)));
  }

  @Test
  void ofTooManyTemplatesAreStoredByStatusOnly() {
    assertThat(JobCounts.document(COUNTS, 1)).containsOnlyKeys("counts");
  }

  @Test
  void ofNothingAreEmpty() {
    assertThat(JobCounts.document(Map.of(), 1).get("templates")).isEqualTo(List.of());
  }
}
