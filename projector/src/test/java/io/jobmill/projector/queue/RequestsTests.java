// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Value;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.wire.JobRequestCodec;
import io.jobmill.wire.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestsTests {

  private final SecretKeyring keyring = new SecretKeyring("a secret of thirty-two characters");
  private final Requests requests = new Requests(keyring);
  private final JobRequest request =
      JobRequest.forTemplate("sleep")
          .withId(new JobId(new UUID(1, 2)))
          .withVariables(Map.of("Seconds", Value.of("5")), Map.of("Password", "v1.sealed"))
          .submitted("ci", null);

  @Test
  void aSignedRequestIsTakenAtItsWord() {
    Requests.Read read = requests.read(record(keyring.sign(JobRequestCodec.encode(request))));

    assertThat(read.signed()).isTrue();
    assertThat(read.readable()).isEqualTo(request);
  }

  @Test
  void whatNobodyVouchesForHidesItsValuesAndMarksItsSubmitter() {
    Requests.Read read = requests.read(record(null));

    assertThat(read.signed()).isFalse();
    assertThat(read.readable().variables()).isEmpty();
    assertThat(read.readable().sealed()).containsOnlyKeys("Password");
    assertThat(read.readable().submittedBy()).isEqualTo("kafka:ci");
    assertThat(read.request().variables()).containsOnlyKeys("Seconds");
  }

  @Test
  void aPlaceThatNobodyVouchesForIsNone() {
    JobRequest placed = request.withPlace("sleep");

    assertThat(requests.read(record(placed, null)).request().place()).isNull();
    assertThat(
            requests
                .read(record(placed, keyring.sign(JobRequestCodec.encode(placed))))
                .request()
                .place())
        .isEqualTo("sleep");
  }

  @Test
  void aSignatureOfAnotherRecordOrSecretIsNone() {
    SecretKeyring other = new SecretKeyring("another secret of thirty-two chars");

    assertThat(requests.read(record(keyring.sign(new byte[] {1}))).signed()).isFalse();
    assertThat(requests.read(record(other.sign(JobRequestCodec.encode(request)))).signed())
        .isFalse();
  }

  @Test
  void whatIsNoRequestIsRefused() {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("jobs.default", 0, 7, new byte[0], new byte[] {'['});

    assertThatThrownBy(() -> requests.read(record)).isInstanceOf(UnreadableRecordException.class);
  }

  private ConsumerRecord<byte[], byte[]> record(@Nullable String signature) {
    return record(request, signature);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      JobRequest request, @Nullable String signature) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("jobs.default", 0, 7, new byte[0], JobRequestCodec.encode(request));
    if (signature != null) {
      record
          .headers()
          .add(JobRequestCodec.SIGNATURE_HEADER, signature.getBytes(StandardCharsets.UTF_8));
    }
    return record;
  }
}
