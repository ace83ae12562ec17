// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.embedded.broker.BrokerSettings;
import io.jobmill.embedded.broker.EmbeddedBroker;
import io.jobmill.job.JobQueue;
import io.jobmill.job.Pool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShareGroupSetupIT {

  @Test
  void startsBeforeTheFirstJobAlthoughKafkaStartsAtTheLatest() {
    var settings = TestBroker.settings();
    var clients = TestBroker.clients(settings);
    try (var admin = clients.admin("test", TestBroker.BOUND);
        var producer = clients.producer("test", TestBroker.BOUND)) {
      new TopicSetup(admin, settings).ensure(List.of(Pool.DEFAULT));
      var queue = settings.topics().queue(Pool.DEFAULT);
      new Sends(producer).all(List.of(new ProducerRecord<>(queue, "early".getBytes(UTF_8))));

      var group = new ShareGroupSetup(admin, settings).ensure(JobQueue.normal(Pool.DEFAULT));

      assertThat(take(clients, group)).containsExactly("early");
    }
  }

  @Test
  void keepsTheShortLockOfOurOwnBrokers(@TempDir Path folder) {
    try (var broker = EmbeddedBroker.start(BrokerSettings.in(folder))) {
      var settings = TestBroker.settings(broker);
      try (var admin = admin(settings)) {
        var group = new ShareGroupSetup(admin, settings).ensure(JobQueue.normal(Pool.DEFAULT));

        assertThat(group)
            .isEqualTo(
                new QueueGroup(settings.topics().queue(Pool.DEFAULT), Duration.ofSeconds(5), 10));
      }
    }
  }

  @Test
  void takesTheShortestLockThatAStockBrokerAllows(@TempDir Path folder) {
    var stock =
        BrokerSettings.in(folder)
            .withProperty("group.share.min.record.lock.duration.ms", "15000")
            .withProperty("group.share.record.lock.duration.ms", "30000")
            .withProperty("group.share.delivery.count.limit", "5");
    try (var broker = EmbeddedBroker.start(stock);
        var admin = admin(TestBroker.settings(broker))) {
      var setup = new ShareGroupSetup(admin, TestBroker.settings(broker));

      var group = setup.ensure(JobQueue.normal(Pool.DEFAULT));

      assertThat(group.lockDuration()).isEqualTo(Duration.ofSeconds(15));
      assertThat(group.deliveryLimit()).isEqualTo(5);
      assertThat(group.bound())
          .startsWith("jobs taken by a worker that freezes are handed out again after 15 s");
      assertThat(setup.ensure(JobQueue.normal(Pool.DEFAULT))).isEqualTo(group);
    }
  }

  @Test
  void saysThatTheClusterDoesNotAnswer() {
    var settings =
        new KafkaSettings("127.0.0.1:1", "t.", (short) 1, 1, Duration.ofSeconds(1), Map.of());
    try (var admin = admin(settings)) {
      assertThatThrownBy(
              () -> new ShareGroupSetup(admin, settings).ensure(JobQueue.normal(Pool.DEFAULT)))
          .isInstanceOf(KafkaUnreachableException.class);
    }
  }

  private static Admin admin(KafkaSettings settings) {
    return TestBroker.clients(settings).admin("test", settings.startTimeout());
  }

  private static List<String> take(KafkaClients clients, QueueGroup group) {
    var taken = new ArrayList<String>();
    try (var lane = clients.lane("lane", group.groupId(), 10)) {
      lane.subscribe(List.of(group.groupId()));
      while (taken.isEmpty()) {
        for (var record : lane.poll(Duration.ofSeconds(1))) {
          taken.add(new String(record.value(), UTF_8));
          lane.acknowledge(record, AcknowledgeType.ACCEPT);
        }
      }
      assertThat(lane.commitSync()).allSatisfy((topic, failure) -> assertThat(failure).isEmpty());
    }
    return taken;
  }
}
