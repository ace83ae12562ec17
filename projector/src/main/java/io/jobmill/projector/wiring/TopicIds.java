// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.wiring;

import io.jobmill.wire.Topics;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The topics are there and as they must be.
 *
 * @param events the id of the events topic
 * @param logs the id of the logs topic
 */
public record TopicIds(Topics topics, String events, String logs) {

  /**
   * @throws IllegalStateException if the cluster does not tell
   */
  static TopicIds of(Admin admin, Topics topics) {
    return new TopicIds(topics, id(admin, topics.events()), id(admin, topics.logs()));
  }

  private static String id(Admin admin, String topic) {
    var described = admin.describeTopics(List.of(topic)).allTopicNames();
    try {
      return described.get().values().iterator().next().topicId().toString();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("topic %s cannot be described: %s".formatted(topic, e), e);
    }
  }
}
