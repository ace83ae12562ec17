// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import static io.jobmill.wire.TopicSpec.Check.AT_LEAST;
import static io.jobmill.wire.TopicSpec.Check.NONE;
import static io.jobmill.wire.TopicSpec.Check.SAME;

import io.jobmill.job.JobQueue;
import io.jobmill.job.Pool;
import io.jobmill.job.Priority;
import io.jobmill.wire.TopicSpec.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The full names of all topics under one prefix, and what each must look like.
 *
 * <p>The append time is the only clock of the fold and of retention, so every topic stamps records
 * with it: a producer's wrong clock must not expire a segment.
 *
 * @param prefix put before every name as it is, usually ending in a dot; may be empty
 */
public record Topics(String prefix) {

  public static final String DEFAULT_PREFIX = "jobmill.";

  /** Partitions of events and of logs. Fixed for ever: history ids have four bits for it. */
  public static final int EVENT_PARTITIONS = 12;

  /** Partitions of submissions. Fixed for ever: what rivals has one order, in one partition. */
  public static final int SUBMISSION_PARTITIONS = 12;

  /** A projector may be this far behind the queues and still find every event of their jobs. */
  public static final Duration EVENTS_OUTLIVE_QUEUES = Duration.ofDays(15);

  private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9._-]{0,100}");
  private static final String QUEUE = "jobs.";
  private static final String LANE = ".";

  private static final Duration QUEUES_KEPT = Duration.ofDays(30);
  private static final int MIB = 1024 * 1024;

  /**
   * @throws IllegalArgumentException if Kafka would not take it in a topic name
   */
  public Topics {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "topic prefix must be at most 100 of a-z, A-Z, 0-9, '.', '_' and -, not '"
              + prefix
              + "'");
    }
  }

  /** A queue; also the id of the share group that works on it. */
  public String queue(JobQueue queue) {
    String normal = prefix + QUEUE + queue.pool().name();
    return queue.priority() == Priority.NORMAL ? normal : normal + LANE + queue.priority().word();
  }

  /** The normal queue of a pool. */
  public String queue(Pool pool) {
    return queue(JobQueue.normal(pool));
  }

  /** Requests for several workers, or for one by its name: every worker reads all of it. */
  public String broadcast() {
    return prefix + "broadcast";
  }

  /** Requests that something has to be decided about before they may queue. */
  public String submissions() {
    return prefix + "submissions";
  }

  public String events() {
    return prefix + "events";
  }

  public String logs() {
    return prefix + "logs";
  }

  public String workers() {
    return prefix + "workers";
  }

  public String commands() {
    return prefix + "commands";
  }

  public String templates() {
    return prefix + "templates";
  }

  public String keys() {
    return prefix + "keys";
  }

  public String schedules() {
    return prefix + "schedules";
  }

  public String jobTypes() {
    return prefix + "job-types";
  }

  public String agents() {
    return prefix + "agents";
  }

  public String audit() {
    return prefix + "audit";
  }

  public String deadLetters() {
    return prefix + "dead-letters";
  }

  /** The queue that this topic is; empty for every other topic. */
  public Optional<JobQueue> queueOf(String topic) {
    var start = prefix + QUEUE;
    if (!topic.startsWith(start)) {
      return Optional.empty();
    }
    var name = topic.substring(start.length());
    var dot = name.indexOf(LANE);
    try {
      var pool = new Pool(dot < 0 ? name : name.substring(0, dot));
      var priority = dot < 0 ? Priority.NORMAL : Priority.ofWord(name.substring(dot + 1));
      var queue = new JobQueue(pool, priority);
      return queue(queue).equals(topic) ? Optional.of(queue) : Optional.empty();
    } catch (IllegalArgumentException notAQueue) {
      return Optional.empty();
    }
  }

  /** All topics but the queues. */
  public List<TopicSpec> shared() {
    return List.of(
        deleted(
            broadcast(),
            1,
            QUEUES_KEPT,
            new Setting("max.message.bytes", bytes(4 * MIB), AT_LEAST)),
        deleted(
            submissions(),
            SUBMISSION_PARTITIONS,
            QUEUES_KEPT,
            new Setting("max.message.bytes", bytes(4 * MIB), AT_LEAST)),
        deleted(
            events(),
            EVENT_PARTITIONS,
            QUEUES_KEPT.plus(EVENTS_OUTLIVE_QUEUES),
            new Setting("max.message.bytes", bytes(16 * MIB), AT_LEAST),
            new Setting("segment.ms", millis(Duration.ofDays(1)), SAME)),
        deleted(
            logs(),
            EVENT_PARTITIONS,
            Duration.ofDays(7),
            new Setting("max.message.bytes", bytes(4 * MIB), AT_LEAST),
            new Setting("segment.ms", millis(Duration.ofDays(1)), NONE)),
        // Short segments, because whoever starts reads all that is left of them.
        deleted(
            workers(),
            1,
            Duration.ofHours(1),
            new Setting("segment.ms", millis(Duration.ofMinutes(10)), NONE)),
        compacted(commands(), Duration.ofHours(1)),
        compacted(templates(), Duration.ofDays(1)),
        compacted(keys(), Duration.ofDays(1)),
        compacted(schedules(), Duration.ofHours(1)),
        compacted(jobTypes(), Duration.ofDays(1)),
        compacted(agents(), Duration.ofDays(1)),
        deleted(audit(), 1, Duration.ofDays(365)),
        // Must hold the largest record of any other topic, headers added.
        deleted(
            deadLetters(),
            1,
            Duration.ofDays(30),
            new Setting("max.message.bytes", bytes(20 * MIB), AT_LEAST)));
  }

  /** A queue. One partition serves any number of workers; more cost redelivery time. */
  public TopicSpec queueSpec(JobQueue queue, int partitions) {
    return deleted(
        queue(queue),
        partitions,
        QUEUES_KEPT,
        new Setting("max.message.bytes", bytes(4 * MIB), AT_LEAST));
  }

  private static TopicSpec deleted(
      String name, int partitions, Duration kept, Setting... furtherSettings) {
    return spec(
        name,
        partitions,
        List.of(
            new Setting("cleanup.policy", "delete", SAME),
            new Setting("retention.ms", millis(kept), NONE)),
        furtherSettings);
  }

  private static TopicSpec compacted(String name, Duration segment) {
    return spec(
        name,
        1,
        List.of(
            new Setting("cleanup.policy", "compact", SAME),
            new Setting("segment.ms", millis(segment), NONE),
            new Setting("min.cleanable.dirty.ratio", "0.1", NONE),
            new Setting("max.message.bytes", bytes(4 * MIB), AT_LEAST)));
  }

  private static TopicSpec spec(
      String name, int partitions, List<Setting> settings, Setting... further) {
    var all = new ArrayList<>(settings);
    all.addAll(List.of(further));
    all.add(new Setting("message.timestamp.type", "LogAppendTime", SAME));
    return new TopicSpec(name, partitions, all);
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  private static String bytes(int bytes) {
    return Integer.toString(bytes);
  }
}
