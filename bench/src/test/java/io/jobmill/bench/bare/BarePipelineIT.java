// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.bare;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.bench.load.Pace;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.KafkaSettings;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@WithKafka
@Timeout(60)
class BarePipelineIT {

  @Test
  void drainsEveryJobAndTimesEachClaim(KafkaServer kafka) {
    var settings =
        KafkaSettings.singleBroker(kafka.bootstrapServers()).withTopicPrefix(kafka.topicPrefix());
    var pipeline = new BarePipeline(new KafkaClients(settings), Clock.systemUTC());
    pipeline.setUp();

    var rate = pipeline.drain(1_000, new Lanes(2, 100));
    var latencies = pipeline.latency(new Pace(100, Duration.ofSeconds(1)), new Lanes(2, 100));

    assertThat(rate.count()).isEqualTo(1_000);
    assertThat(rate.perSecond()).isPositive();
    assertThat(latencies.count()).isEqualTo(100);
  }
}
