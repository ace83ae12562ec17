// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import io.jobmill.observe.Meters;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the clients of one cluster. Keys and values are bytes, so that a record nobody can read
 * still passes through whole.
 *
 * <p>What a caller adds wins over our tuning, {@link KafkaSettings#properties()} wins over both,
 * and nothing wins over the settings that no job may be lost by.
 */
public final class KafkaClients {

  /** Room for the largest event and its headers. */
  private static final int LARGEST_REQUEST = 20 * 1024 * 1024;

  private final KafkaSettings settings;
  private final ProducerFailures failures;

  /** Clients of which nobody is told how they fare. */
  public KafkaClients(KafkaSettings settings) {
    this(settings, Meters.unread());
  }

  /**
   * @param meters tell how the clients fare
   */
  public KafkaClients(KafkaSettings settings, Meters meters) {
    this.settings = settings;
    this.failures = new ProducerFailures(meters);
  }

  public KafkaSettings settings() {
    return settings;
  }

  /**
   * A producer whose acknowledgement means that all in-sync replicas have the record, once and in
   * order.
   *
   * @param delivery a send has succeeded or failed after this; at least a second
   */
  public Producer<byte[], byte[]> producer(String name, Duration delivery) {
    return producer(name, delivery, Map.of());
  }

  /** The same, with tuning of the caller's own. */
  public Producer<byte[], byte[]> producer(
      String name, Duration delivery, Map<String, Object> tuning) {
    int within = Math.toIntExact(delivery.toMillis());
    var defaults = new HashMap<String, Object>();
    // Batches form by themselves while the one before is in flight; waiting only adds latency.
    defaults.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    defaults.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    defaults.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    defaults.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
    defaults.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.max(500, within / 2));
    defaults.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, within);
    defaults.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    defaults.putAll(tuning);
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            with(
                name,
                defaults,
                Map.of(
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                    true,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    within,
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    LARGEST_REQUEST)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    failures.follow(name, producer);
    return producer;
  }

  /** A consumer that commits nothing by itself; group, reset policy and sizes are the caller's. */
  public Consumer<byte[], byte[]> consumer(String name, Map<String, Object> tuning) {
    var defaults = new HashMap<String, Object>();
    defaults.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    defaults.putAll(tuning);
    return new KafkaConsumer<>(
        with(
            name,
            defaults,
            Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /**
   * A lane: one member of a share group that takes at most so many records per poll and fetches
   * nothing ahead. Every record must be acknowledged before the next poll.
   *
   * <p>An empty poll leaves a fetch behind that still acquires: keep room for {@code maxRecords}
   * from the moment of a poll until one returns records.
   */
  public ShareConsumer<byte[], byte[]> lane(String name, String group, int maxRecords) {
    var defaults = new HashMap<String, Object>();
    // A lane whose slots are all busy does not poll, for as long as the jobs take.
    defaults.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Integer.MAX_VALUE);
    defaults.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return new KafkaShareConsumer<>(
        with(
            name,
            defaults,
            Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                maxRecords,
                ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG,
                "record_limit",
                ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG,
                "explicit")),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /**
   * An admin client; each call has succeeded or failed after {@code timeout}, and a close ends soon
   * whatever is under way.
   *
   * @throws KafkaSetupException if the settings cannot be used, such as a host that is not known
   */
  public Admin admin(String name, Duration timeout) {
    int within = Math.toIntExact(timeout.toMillis());
    var defaults = new HashMap<String, Object>();
    defaults.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    defaults.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, Math.min(within, 10_000));
    try {
      return new BoundedAdmin(
          with(name, defaults, Map.of(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, within)));
    } catch (KafkaException e) {
      throw new KafkaSetupException(
          "Kafka at %s cannot be used with these settings: %s"
              .formatted(settings.bootstrapServers(), rootMessage(e)),
          e);
    }
  }

  private static @Nullable String rootMessage(Throwable failure) {
    var root = failure;
    for (var cause = root.getCause(); cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root.getMessage();
  }

  private Map<String, Object> with(
      String name, Map<String, Object> defaults, Map<String, Object> fixed) {
    var all = new HashMap<>(defaults);
    all.putAll(settings.properties());
    all.putAll(fixed);
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    all.put(CommonClientConfigs.CLIENT_ID_CONFIG, name);
    return all;
  }
}
