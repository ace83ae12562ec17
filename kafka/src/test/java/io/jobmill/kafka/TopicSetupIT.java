// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.job.JobQueue;
import io.jobmill.job.Pool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicSetupIT {

  private static final List<Pool> POOLS = List.of(Pool.DEFAULT, new Pool("gpu"));

  private final KafkaSettings settings = TestBroker.settings();
  private final Admin admin = TestBroker.clients(settings).admin("test", TestBroker.BOUND);
  private final TopicSetup setup = new TopicSetup(admin, settings);

  @AfterEach
  void close() {
    admin.close();
  }

  @Test
  void createsWhatIsMissingAndAcceptsItTheNextTime() throws Exception {
    setup.ensure(POOLS);
    setup.ensure(POOLS);

    var topics = settings.topics();
    var created = admin.listTopics().names().get();
    assertThat(created)
        .contains(
            topics.events(), topics.keys(), topics.queue(POOLS.get(0)), topics.queue(POOLS.get(1)));
    assertThat(created).containsAll(JobQueue.of(POOLS.get(0)).stream().map(topics::queue).toList());
    assertThat(partitions(topics.events())).isEqualTo(12);
    assertThat(partitions(topics.queue(Pool.DEFAULT))).isEqualTo(1);
  }

  @Test
  void createsTogetherWithOtherServices() {
    var services =
        Stream.generate(() -> CompletableFuture.runAsync(() -> setup.ensure(POOLS)))
            .limit(4)
            .toList();

    assertThat(services).allSatisfy(CompletableFuture::join);
  }

  @Test
  void refusesAnotherNumberOfPartitions() throws Exception {
    create(new NewTopic(settings.topics().events(), 3, (short) 1));

    assertThatThrownBy(() -> setup.ensure(POOLS))
        .isInstanceOf(WrongTopicException.class)
        .hasMessage(
            "topic %s has partitions=3, wanted is 12: change the topic or the setting it comes from",
            settings.topics().events());
  }

  @Test
  void refusesProducerTimestamps() throws Exception {
    setup.ensure(POOLS);
    alter(settings.topics().queue(Pool.DEFAULT), "message.timestamp.type", "CreateTime");

    assertThatThrownBy(() -> setup.ensure(POOLS))
        .isInstanceOf(WrongTopicException.class)
        .hasMessageContaining("message.timestamp.type=CreateTime, wanted is LogAppendTime");
  }

  @Test
  void refusesEventsThatDoNotOutliveTheirQueue() throws Exception {
    setup.ensure(POOLS);
    var kept = Duration.ofDays(60).toMillis();
    alter(settings.topics().queue(Pool.DEFAULT), "retention.ms", Long.toString(kept));

    assertThatThrownBy(() -> setup.ensure(POOLS))
        .isInstanceOf(WrongTopicException.class)
        .hasMessageContaining(
            "retention.ms=3888000000, wanted is at least 6480000000, 15 days more than "
                + settings.topics().queue(Pool.DEFAULT));
  }

  @Test
  void leavesAShorterQueueToTheOperator() throws Exception {
    setup.ensure(POOLS);
    alter(settings.topics().queue(Pool.DEFAULT), "retention.ms", "86400000");

    setup.ensure(POOLS);
  }

  @Test
  void saysWhichClusterDoesNotAnswer() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var away = withShortStart("127.0.0.1:" + silent.getLocalPort());
      try (var nobody = TestBroker.clients(away).admin("test", Duration.ofSeconds(1))) {
        assertThatThrownBy(() -> new TopicSetup(nobody, away).ensure(POOLS))
            .isInstanceOf(KafkaUnreachableException.class)
            .hasMessageContaining("no Kafka broker answered at 127.0.0.1:" + silent.getLocalPort())
            .hasMessageNotContaining("\n");
      }
    }
  }

  @Test
  void saysThatAHostIsNotKnown() {
    var clients = TestBroker.clients(withShortStart("no.such.host.invalid:9092"));

    assertThatThrownBy(() -> clients.admin("test", Duration.ofSeconds(1)))
        .isInstanceOf(KafkaSetupException.class)
        .hasMessageContaining("no.such.host.invalid:9092");
  }

  private static KafkaSettings withShortStart(String bootstrapServers) {
    return new KafkaSettings(bootstrapServers, "t.", (short) 1, 1, Duration.ofSeconds(1), Map.of());
  }

  private int partitions(String topic) throws ExecutionException, InterruptedException {
    var described = admin.describeTopics(List.of(topic)).allTopicNames().get();
    return described.values().iterator().next().partitions().size();
  }

  private void create(NewTopic topic) throws ExecutionException, InterruptedException {
    admin.createTopics(List.of(topic)).all().get();
  }

  /** Returns when the change can be read back, which is a little later. */
  private void alter(String topic, String setting, String value)
      throws ExecutionException, InterruptedException {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var change = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    while (!value.equals(value(resource, setting))) {
      Thread.onSpinWait();
    }
  }

  private @Nullable String value(ConfigResource resource, String setting)
      throws ExecutionException, InterruptedException {
    var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    return config == null ? null : config.get(setting).value();
  }
}
