// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.embedded.broker.BrokerSettings;
import io.jobmill.embedded.broker.EmbeddedBroker;
import io.jobmill.kafka.CompactedTable.Entry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CompactedTableIT {

  private final KafkaSettings settings = TestBroker.settings();
  private final KafkaClients clients = TestBroker.clients(settings);
  private final Producer<byte[], byte[]> producer = clients.producer("test", TestBroker.BOUND);
  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final CompactedTable<Integer> table = table(clients, settings);

  @AfterEach
  void close() {
    table.close();
    producer.close();
  }

  @Test
  void holdsWhatWasSaidLastWhenItHasStarted() {
    setUp(settings, clients);
    say("a", "1");
    say("b", "2");
    var last = say("a", "3");

    table.start(TestBroker.BOUND);

    assertThat(values()).containsOnly(Map.entry("a", 3), Map.entry("b", 2));
    assertThat(table.get("a").orElseThrow().offset()).isEqualTo(last.offset());
    assertThat(table.get("a").orElseThrow().appendedAt().toEpochMilli())
        .isEqualTo(last.timestamp());
    assertThat(table.lastPollOk()).isAfter(Clock.systemUTC().instant().minusSeconds(30));
  }

  @Test
  void startsOnAnEmptyTopicAtOnce() {
    setUp(settings, clients);

    table.start(TestBroker.BOUND);

    assertThat(table.entries()).isEmpty();
  }

  @Test
  void followsTheTopicAndTellsItsListener() throws InterruptedException {
    setUp(settings, clients);
    table.start(TestBroker.BOUND);

    say("a", "1");
    assertThat(heard.take()).isEqualTo("a=1");
    say("a", null);
    assertThat(heard.take()).isEqualTo("a removed");

    assertThat(table.get("a")).isEmpty();
  }

  @Test
  void keepsTheLastReadableValueAndReportsTheOther() {
    setUp(settings, clients);
    say("a", "1");
    say("a", "one");

    table.start(TestBroker.BOUND);

    assertThat(values()).containsOnly(Map.entry("a", 1));
    assertThat(heard).containsExactly("a=1", "unreadable offset 1");
  }

  @Test
  void knowsAKeyWhoseOnlyRecordCannotBeReadFromOneThatIsNotThere() {
    setUp(settings, clients);
    var unreadable = say("a", "one");

    table.start(TestBroker.BOUND);

    assertThat(table.get("a")).isEmpty();
    assertThat(table.unreadable("a")).hasValue(unreadable.offset());
    assertThat(table.unreadable("b")).isEmpty();
  }

  @Test
  void aKeyWithAReadableRecordIsNotUnreadable() {
    setUp(settings, clients);
    say("a", "1");
    say("a", "one");

    table.start(TestBroker.BOUND);

    assertThat(table.unreadable("a")).isEmpty();
  }

  @Test
  void whatCouldNotBeReadIsSettledByWritingItAgainOrRemovingIt() {
    setUp(settings, clients);
    say("a", "one");
    say("a", "1");
    say("b", "two");
    say("b", null);

    table.start(TestBroker.BOUND);

    assertThat(table.unreadable("a")).isEmpty();
    assertThat(table.unreadable("b")).isEmpty();
  }

  @Test
  void waitsForAnOffset() {
    setUp(settings, clients);
    table.start(TestBroker.BOUND);

    var at = say("a", "1");

    assertThat(table.awaitOffset(at.offset(), TestBroker.BOUND)).isTrue();
    assertThat(values()).containsEntry("a", 1);
    assertThat(table.awaitOffset(at.offset() + 1, Duration.ofMillis(1))).isFalse();
  }

  @Test
  void readsToTheEndOnDemand() {
    setUp(settings, clients);
    table.start(TestBroker.BOUND);

    Stream.iterate(1, n -> n + 1)
        .limit(50)
        .forEach(
            n -> {
              say("a", n.toString());
              assertThat(table.readToEnd(TestBroker.BOUND)).isTrue();
              assertThat(values()).containsEntry("a", n);
            });
  }

  @Test
  void saysHowFarItCameWhenItCannotStart() {
    assertThatThrownBy(() -> table.start(Duration.ofMillis(500)))
        .isInstanceOf(KafkaSetupException.class)
        .hasMessageStartingWith(
            "topic %s could not be read to its end within 0 s", settings.topics().templates());
  }

  @Test
  void goesOnAfterAnOutage(@TempDir Path folder) throws InterruptedException {
    var broker = EmbeddedBroker.start(BrokerSettings.in(folder));
    var port = broker.port();
    var own = TestBroker.settings(broker);
    var ownClients = TestBroker.clients(own);
    setUp(own, ownClients);
    try (var survivor = table(ownClients, own);
        var ownProducer = ownClients.producer("test", TestBroker.BOUND)) {
      survivor.start(TestBroker.BOUND);

      broker.close();
      assertThat(survivor.readToEnd(Duration.ofMillis(100))).isFalse();
      broker = EmbeddedBroker.start(BrokerSettings.in(folder).withPort(port));
      say(ownProducer, own, "a", "1");

      assertThat(heard.take()).isEqualTo("a=1");
      assertThat(survivor.readToEnd(TestBroker.BOUND)).isTrue();
    } finally {
      broker.close();
    }
  }

  private static void setUp(KafkaSettings settings, KafkaClients clients) {
    try (var admin = clients.admin("test", TestBroker.BOUND)) {
      new TopicSetup(admin, settings).ensure(List.of());
    }
  }

  private CompactedTable<Integer> table(KafkaClients clients, KafkaSettings settings) {
    return new CompactedTable<>(
        new TableSource<>(
            settings.topics().templates(),
            (key, value) -> Integer.parseInt(new String(value, UTF_8))),
        clients,
        new Hearing(),
        LoopListener.NONE,
        Clock.systemUTC());
  }

  private Map<String, Integer> values() {
    return table.entries().values().stream().collect(Collectors.toMap(Entry::key, Entry::value));
  }

  private RecordMetadata say(String key, @Nullable String value) {
    return say(producer, settings, key, value);
  }

  private static RecordMetadata say(
      Producer<byte[], byte[]> producer,
      KafkaSettings settings,
      String key,
      @Nullable String value) {
    var bytes = value == null ? null : value.getBytes(UTF_8);
    return new Sends(producer)
        .all(
            List.of(
                new ProducerRecord<>(settings.topics().templates(), key.getBytes(UTF_8), bytes)))
        .get(0);
  }

  private final class Hearing implements TableListener<Integer> {

    @Override
    public void changed(Entry<Integer> entry) {
      heard.add(entry.key() + "=" + entry.value());
    }

    @Override
    public void removed(String key, long offset) {
      heard.add(key + " removed");
    }

    @Override
    public void undecodable(ConsumerRecord<byte[], byte[]> record, RuntimeException reason) {
      heard.add("unreadable offset " + record.offset());
    }
  }
}
