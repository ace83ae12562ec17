// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.Target;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.template.Concurrency;
import io.jobmill.template.JobLimits;
import io.jobmill.template.LimitPolicy;
import io.jobmill.template.Origin;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TemplateLimitsTests {

  private static final JobLimits ONE =
      new JobLimits(new Concurrency(1, List.of(), LimitPolicy.QUEUE), null);

  private final CompactedTable<TemplateRecord> table = table();
  private final TemplateLimits limits = new TemplateLimits(table, Duration.ofSeconds(1));

  @BeforeEach
  void holdNothing() {
    when(table.readToEnd(any())).thenReturn(true);
    when(table.get("t")).thenReturn(Optional.empty());
    when(table.unreadable("t")).thenReturn(OptionalLong.empty());
  }

  @Test
  void aTemplateThatIsNotThereHasNone() {
    assertThat(limits.of("t")).contains(JobLimits.NONE);
  }

  @Test
  void ofATemplateThatCannotBeReadNobodyKnows() {
    when(table.unreadable("t")).thenReturn(OptionalLong.of(7));

    assertThat(limits.of("t")).isEmpty();
  }

  @Test
  void readsOnWhereItKnowsOfNone() {
    when(table.readToEnd(any()))
        .thenAnswer(
            call -> {
              when(table.get("t")).thenReturn(Optional.of(entry()));
              return true;
            });

    assertThat(limits.of("t")).contains(ONE);
  }

  @Test
  void cannotTellWhileTheTemplatesCannotBeReadToTheirEnd() {
    when(table.readToEnd(any())).thenReturn(false);

    assertThatThrownBy(() -> limits.of("t")).hasMessageContaining("could not be read");
  }

  private static CompactedTable.Entry<TemplateRecord> entry() {
    Template template =
        new Template(
                "t",
                "",
                Pool.DEFAULT,
                Target.ANY,
                Duration.ofMinutes(5),
                true,
                null,
                false,
                false,
                List.of(),
                new Operation("noop", Map.of()))
            .limited(ONE);
    return new CompactedTable.Entry<>(
        "t", new TemplateRecord(template, Origin.API, null), 0, 0, Instant.EPOCH);
  }

  @SuppressWarnings("unchecked") // Of a class literal there is no other way.
  private static CompactedTable<TemplateRecord> table() {
    return mock(CompactedTable.class);
  }
}
