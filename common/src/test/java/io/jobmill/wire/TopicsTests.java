// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.job.JobQueue;
import io.jobmill.job.Pool;
import io.jobmill.job.Priority;
import io.jobmill.wire.TopicSpec.Check;
import io.jobmill.wire.TopicSpec.Setting;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTests {

  private final Topics topics = new Topics("jobmill.");

  @Test
  void putsThePrefixBeforeEveryName() {
    assertThat(topics.shared())
        .extracting(TopicSpec::name)
        .containsExactlyInAnyOrder(
            "jobmill.broadcast",
            "jobmill.submissions",
            "jobmill.events",
            "jobmill.logs",
            "jobmill.workers",
            "jobmill.commands",
            "jobmill.templates",
            "jobmill.keys",
            "jobmill.schedules",
            "jobmill.job-types",
            "jobmill.agents",
            "jobmill.audit",
            "jobmill.dead-letters");
    assertThat(topics.queue(new Pool("gpu-2"))).isEqualTo("jobmill.jobs.gpu-2");
  }

  @Test
  void findsTheQueueThatATopicIs() {
    assertThat(topics.queueOf("jobmill.jobs.gpu-2"))
        .contains(new JobQueue(new Pool("gpu-2"), Priority.NORMAL));
    assertThat(topics.queueOf("jobmill.jobs.gpu-2.high"))
        .contains(new JobQueue(new Pool("gpu-2"), Priority.HIGH));
    assertThat(topics.queueOf("jobmill.jobs.high.low"))
        .contains(new JobQueue(new Pool("high"), Priority.LOW));
  }

  @Test
  void findsEveryQueueOfAPoolByItsOwnName() {
    assertThat(JobQueue.of(Pool.DEFAULT))
        .hasSize(3)
        .allSatisfy(queue -> assertThat(topics.queueOf(topics.queue(queue))).contains(queue));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jobmill.events",
        "jobs.gpu",
        "jobmill.jobs.",
        "jobmill.jobs..high",
        "jobmill.jobs.gpu.normal",
        "jobmill.jobs.gpu.HIGH",
        "jobmill.jobs.gpu.",
        "jobmill.jobs.gpu.high.low"
      })
  void findsNoQueueInAnyOtherTopic(String topic) {
    assertThat(topics.queueOf(topic)).isEmpty();
  }

  @Test
  void stampsEveryRecordWithItsAppendTime() {
    assertThat(topics.shared())
        .allSatisfy(
            spec -> assertThat(value(spec, "message.timestamp.type")).isEqualTo("LogAppendTime"));
  }

  @Test
  void keepsEventsLongerThanQueues() {
    var queue = topics.queueSpec(JobQueue.normal(Pool.DEFAULT), 1);

    var events =
        topics.shared().stream().filter(spec -> spec.name().equals(topics.events())).toList();

    assertThat(Long.parseLong(value(events.get(0), "retention.ms")))
        .isEqualTo(Long.parseLong(value(queue, "retention.ms")) + Duration.ofDays(15).toMillis());
  }

  @Test
  void refusesAPrefixThatKafkaWouldRefuse() {
    assertThatThrownBy(() -> new Topics("job mill"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'job mill'");
  }

  @Test
  void acceptsMoreThanTheLeastAndUnlimited() {
    var retention = new Setting("retention.ms", "1000", Check.AT_LEAST);

    assertThat(retention.accepts("1000")).isTrue();
    assertThat(retention.accepts("-1")).isTrue();
    assertThat(retention.accepts("999")).isFalse();
  }

  private static String value(TopicSpec spec, String setting) {
    return spec.settings().stream()
        .filter(s -> s.name().equals(setting))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
