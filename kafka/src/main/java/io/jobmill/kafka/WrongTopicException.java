// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

/** A topic exists, but jobs could be lost or misread with it as it is. */
public final class WrongTopicException extends KafkaSetupException {

  private final String topic;
  private final String setting;

  WrongTopicException(String topic, String setting, String found, String wanted) {
    super(
        "topic %s has %s=%s, wanted is %s: change the topic or the setting it comes from"
            .formatted(topic, setting, found, wanted),
        null);
    this.topic = topic;
    this.setting = setting;
  }

  public String topic() {
    return topic;
  }

  /** Kafka's name of the setting, or {@code partitions}. */
  public String setting() {
    return setting;
  }
}
