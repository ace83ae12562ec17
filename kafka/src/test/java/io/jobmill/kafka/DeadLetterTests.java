// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DeadLetterTests {

  @Test
  void leavesTheRecordAsItWasAndSaysWhereFromAndWhy() {
    var unreadable =
        new ConsumerRecord<>("jobmill.jobs.gpu", 0, 7, new byte[] {-1}, "not JSON".getBytes(UTF_8));
    unreadable.headers().add("theirs", new byte[] {1});

    var letter = DeadLetter.of("jobmill.dead-letters", unreadable, "no JSON object");

    assertThat(letter.topic()).isEqualTo("jobmill.dead-letters");
    assertThat(letter.key()).isEqualTo(unreadable.key());
    assertThat(letter.value()).isEqualTo(unreadable.value());
    assertThat(letter.headers().toArray())
        .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
        .containsExactly(
            "theirs=\u0001",
            "jobmill-dead-topic=jobmill.jobs.gpu",
            "jobmill-dead-partition=0",
            "jobmill-dead-offset=7",
            "jobmill-dead-reason=no JSON object");
  }
}
