// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import java.util.List;

/**
 * What a topic must look like: what it is created with, and which of that an existing topic is held
 * to.
 *
 * @param name full name
 * @param partitions exact number of partitions
 */
public record TopicSpec(String name, int partitions, List<Setting> settings) {

  public TopicSpec {
    settings = List.copyOf(settings);
  }

  /** How strictly an existing topic is held to a setting. */
  public enum Check {
    /** Only given at creation; an operator may change it. */
    NONE,
    SAME,
    /** A number no smaller than ours; a negative one means without limit. */
    AT_LEAST
  }

  /** One topic setting by Kafka's own name. */
  public record Setting(String name, String value, Check check) {

    /** Whether a topic that was found with this value will do. */
    public boolean accepts(String found) {
      return switch (check) {
        case NONE -> true;
        case SAME -> found.equals(value);
        case AT_LEAST ->
            Long.parseLong(found) < 0 || Long.parseLong(found) >= Long.parseLong(value);
      };
    }

    /** What is wanted, in words for an error message. */
    public String wanted() {
      return check == Check.AT_LEAST ? "at least " + value : value;
    }
  }
}
