// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import io.jobmill.job.JobQueue;
import io.jobmill.job.Pool;
import io.jobmill.wire.TopicSpec;
import io.jobmill.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics that are missing and refuses those by which jobs could be lost or misread.
 * Several services may do so at the same time.
 */
public final class TopicSetup {

  private static final Logger log = LoggerFactory.getLogger(TopicSetup.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final Admin admin;
  private final KafkaSettings settings;
  private final Topics topics;

  public TopicSetup(Admin admin, KafkaSettings settings) {
    this.admin = admin;
    this.settings = settings;
    this.topics = settings.topics();
  }

  /**
   * Sets up the shared topics and the queues of these pools, and returns when every broker asked
   * knows them.
   *
   * @throws KafkaUnreachableException if the cluster does not answer within the start timeout
   * @throws WrongTopicException naming the topic, the setting, what it is and what it should be
   * @throws KafkaSetupException if the cluster refuses to create or to describe a topic
   */
  public void ensure(Collection<Pool> pools) {
    var specs = new ArrayList<>(topics.shared());
    pools.stream()
        .flatMap(pool -> JobQueue.of(pool).stream())
        .forEach(queue -> specs.add(topics.queueSpec(queue, settings.queuePartitions())));
    ensureTopics(specs);
  }

  private void ensureTopics(List<TopicSpec> specs) {
    var calls = new AdminCalls(settings);
    var descriptions = existing(specs, calls);
    var missing = specs.stream().filter(spec -> !descriptions.containsKey(spec.name())).toList();
    if (!missing.isEmpty()) {
      create(missing, calls);
      descriptions.putAll(awaitAll(missing, calls));
    }
    awaitServed(descriptions.values(), calls);
    var configs = configs(specs, calls);
    for (var spec : specs) {
      check(spec, found(descriptions, spec), found(configs, spec));
    }
    checkRetention(specs, configs);
  }

  private void create(List<TopicSpec> missing, AdminCalls calls) {
    var created = admin.createTopics(missing.stream().map(this::newTopic).toList()).values();
    for (var spec : missing) {
      try {
        calls.await(found(created, spec));
        log.info("topic created topic={} partitions={}", spec.name(), spec.partitions());
      } catch (TopicExistsException otherServiceWasFaster) {
        log.debug("topic exists by now topic={}", spec.name());
      } catch (KafkaException e) {
        throw new KafkaSetupException(
            "topic %s could not be created: %s".formatted(spec.name(), e.getMessage()), e);
      }
    }
  }

  private NewTopic newTopic(TopicSpec spec) {
    var configs = new HashMap<String, String>();
    spec.settings().forEach(setting -> configs.put(setting.name(), setting.value()));
    return new NewTopic(
            spec.name(),
            Optional.of(spec.partitions()),
            Optional.ofNullable(settings.replicationFactor()))
        .configs(configs);
  }

  /** A topic is known to its creator before the other brokers have heard of it. */
  private Map<String, TopicDescription> awaitAll(List<TopicSpec> specs, AdminCalls calls) {
    while (true) {
      var known = existing(specs, calls);
      boolean ready =
          specs.stream().allMatch(spec -> known.containsKey(spec.name()))
              && known.values().stream().allMatch(TopicSetup::hasLeaders);
      if (ready) {
        return known;
      }
      calls.pauseOrFail(
          BETWEEN_LOOKS,
          "topics were created, but not all of them have a leader: "
              + specs.stream().map(TopicSpec::name).toList());
    }
  }

  /**
   * A broker is named as leader before it serves a new partition. A producer that is faster than
   * that has its first batch refused and the second one taken: from then on the first is out of
   * order and is refused until its delivery timeout.
   */
  private void awaitServed(Collection<TopicDescription> descriptions, AdminCalls calls) {
    var ends = new HashMap<TopicPartition, OffsetSpec>();
    for (var topic : descriptions) {
      topic
          .partitions()
          .forEach(
              each ->
                  ends.put(
                      new TopicPartition(topic.name(), each.partition()), OffsetSpec.latest()));
    }
    try {
      calls.await(admin.listOffsets(ends).all());
    } catch (KafkaException e) {
      throw new KafkaSetupException("ends of topics could not be read: " + e.getMessage(), e);
    }
  }

  private static boolean hasLeaders(TopicDescription topic) {
    return topic.partitions().stream().allMatch(partition -> partition.leader() != null);
  }

  private Map<String, TopicDescription> existing(List<TopicSpec> specs, AdminCalls calls) {
    var described =
        admin.describeTopics(specs.stream().map(TopicSpec::name).toList()).topicNameValues();
    var existing = new HashMap<String, TopicDescription>();
    described.forEach(
        (name, future) -> {
          try {
            existing.put(name, calls.await(future));
          } catch (UnknownTopicOrPartitionException missing) {
            log.debug("topic is missing topic={}", name);
          } catch (KafkaException e) {
            throw new KafkaSetupException(
                "topic %s could not be described: %s".formatted(name, e.getMessage()), e);
          }
        });
    return existing;
  }

  private Map<String, Config> configs(List<TopicSpec> specs, AdminCalls calls) {
    var resources =
        specs.stream()
            .map(spec -> new ConfigResource(ConfigResource.Type.TOPIC, spec.name()))
            .toList();
    while (true) {
      try {
        var configs = new HashMap<String, Config>();
        calls
            .await(admin.describeConfigs(resources).all())
            .forEach((resource, config) -> configs.put(resource.name(), config));
        return configs;
      } catch (UnknownTopicOrPartitionException e) {
        // Another broker was asked, one that has not heard of a new topic yet.
        calls.pauseOrFail(BETWEEN_LOOKS, "settings of topics could not be read: " + e.getMessage());
      } catch (KafkaException e) {
        throw new KafkaSetupException("settings of topics could not be read: " + e.getMessage(), e);
      }
    }
  }

  private static void check(TopicSpec spec, TopicDescription topic, Config config) {
    int partitions = topic.partitions().size();
    if (partitions != spec.partitions()) {
      throw new WrongTopicException(
          spec.name(), "partitions", String.valueOf(partitions), String.valueOf(spec.partitions()));
    }
    for (var setting : spec.settings()) {
      var found = config.get(setting.name()).value();
      if (!setting.accepts(found)) {
        throw new WrongTopicException(spec.name(), setting.name(), found, setting.wanted());
      }
    }
  }

  /** A rebuild reads old queue records; their jobs' events must still be there. */
  private void checkRetention(List<TopicSpec> specs, Map<String, Config> configs) {
    long events = retention(configs, topics.events());
    for (var spec : specs) {
      boolean asks =
          topics.queueOf(spec.name()).isPresent()
              || spec.name().equals(topics.broadcast())
              || spec.name().equals(topics.submissions());
      if (!asks) {
        continue;
      }
      long queue = retention(configs, spec.name());
      long least = queue + Topics.EVENTS_OUTLIVE_QUEUES.toMillis();
      if (events >= 0 && (queue < 0 || events < least)) {
        throw new WrongTopicException(
            topics.events(),
            "retention.ms",
            String.valueOf(events),
            queue < 0
                ? "-1, because %s keeps its records for ever".formatted(spec.name())
                : "at least %d, 15 days more than %s has".formatted(least, spec.name()));
      }
    }
  }

  private static long retention(Map<String, Config> configs, String topic) {
    var config = configs.get(topic);
    if (config == null) {
      throw new IllegalStateException("no settings of topic " + topic);
    }
    return Long.parseLong(config.get("retention.ms").value());
  }

  private static <T> T found(Map<String, T> byName, TopicSpec spec) {
    var found = byName.get(spec.name());
    if (found == null) {
      throw new IllegalStateException("no answer about topic " + spec.name());
    }
    return found;
  }
}
