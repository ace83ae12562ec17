// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobIdTests {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

  @Test
  void aNewIdIsAVersion7UuidThatHoldsItsTime() {
    JobId id = JobId.v7(NOW, new SecureRandom());

    assertThat(id.value().version()).isEqualTo(7);
    assertThat(id.value().variant()).isEqualTo(2);
    assertThat(id.madeAt()).contains(NOW);
  }

  @Test
  void everyBitBesideTimeVersionAndVariantIsRandom() {
    JobId zeros = JobId.v7(NOW, bits(0));
    JobId ones = JobId.v7(NOW, bits(-1));

    assertThat(zeros).hasToString("019ca945-0a7b-7000-8000-000000000000");
    assertThat(ones).hasToString("019ca945-0a7b-7fff-bfff-ffffffffffff");
  }

  @Test
  void idsOfOneMillisecondDiffer() {
    Random random = new Random(1);
    Set<JobId> ids = new HashSet<>();

    for (int i = 0; i < 10_000; i++) {
      ids.add(JobId.v7(NOW, random));
    }

    assertThat(ids).hasSize(10_000);
  }

  @Test
  void aLaterIdSortsAfterAnEarlierOneAsText() {
    JobId earlier = JobId.v7(NOW, bits(-1));
    JobId later = JobId.v7(NOW.plusMillis(1), bits(0));

    assertThat(later.toString()).isGreaterThan(earlier.toString());
  }

  // Computed with Python: uuid.uuid5(uuid.NAMESPACE_URL, "kafka:jobmill.jobs.default/0/42")
  @ParameterizedTest
  @CsvSource({
    "jobmill.jobs.default, 0, 0,  a18055ef-65d9-58ea-9135-831a0b1e902c",
    "jobmill.jobs.default, 0, 42, c56eff70-622b-5abf-a783-bdae54adba7a",
    "jobmill.jobs.gpu-2, 3, 9223372036854775807, 28b91ae8-bdcf-515f-8c56-d3668179e3d9",
    "jobs.default, 0, 7, f44f19a5-bd7c-5201-87e7-d24c81915080",
  })
  void theIdOfARecordIsAVersion5UuidOfItsPlace(
      String topic, int partition, long offset, String expected) {
    JobId id = JobId.ofRecord(topic, partition, offset);

    assertThat(id).hasToString(expected);
    assertThat(id.value().version()).isEqualTo(5);
    assertThat(id.madeAt()).isEmpty();
  }

  @Test
  void anIdIsReadInAnyCaseAndPrintedInLowerCase() {
    assertThat(JobId.parse("C56EFF70-622B-5ABF-A783-BDAE54ADBA7A"))
        .hasValueSatisfying(
            id -> assertThat(id).hasToString("c56eff70-622b-5abf-a783-bdae54adba7a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "471",
        "c56eff70622b5abfa783bdae54adba7a",
        "c56eff70-622b-5abf-a783-bdae54adba7",
        "c56eff70-622b-5abf-a783-bdae54adba7a ",
        "{c56eff70-622b-5abf-a783-bdae54adba7a}",
        "1-1-1-1-1",
        "g56eff70-622b-5abf-a783-bdae54adba7a",
      })
  void whatIsNoHyphenatedUuidIsNoId(String text) {
    assertThat(JobId.parse(text)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JobId.of(text))
        .withMessage("not a UUID: '%s'", text);
  }

  /** Another version of the gateway must find the same. */
  @Test
  void theIdOfAnIdempotencyKeyIsTheSameForEver() {
    JobId id = JobId.ofIdempotencyKey("ci", "ablast", "k-1");

    assertThat(id).hasToString("f3a5d189-4d76-83b1-9e15-b9d0ba02ac93");
    assertThat(id.value().version()).isEqualTo(8);
    assertThat(id.value().variant()).isEqualTo(2);
    assertThat(id.madeAt()).isEmpty();
  }

  @Test
  void anIdempotencyKeyIsItsCallersAndItsTemplates() {
    assertThat(
            List.of(
                JobId.ofIdempotencyKey("ci", "ablast", "k-1"),
                JobId.ofIdempotencyKey("ci", "ablast", "k-2"),
                JobId.ofIdempotencyKey("ci", "other", "k-1"),
                JobId.ofIdempotencyKey("", "ablast", "k-1")))
        .doesNotHaveDuplicates();
  }

  private static RandomGenerator bits(long bits) {
    return () -> bits;
  }
}
