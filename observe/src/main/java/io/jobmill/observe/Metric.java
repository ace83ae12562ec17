// SPDX-License-Identifier: Apache-2.0
package io.jobmill.observe;

import java.util.List;

/**
 * A number that a service tells about itself. The page on metrics has a row for each.
 *
 * @param name in Micrometer's form, words with dots between them; Prometheus's is made of it
 * @param kind what its values mean
 * @param unit a base unit, {@code seconds}; empty where things are counted
 * @param description a sentence without its full stop
 * @param tags their names; all of their values are chosen by us or by who runs the system, none by
 *     a caller
 */
public record Metric(String name, Kind kind, String unit, String description, List<String> tags) {

  /** What the values of a metric mean. */
  public enum Kind {
    /** Counts up from the start of the process. */
    COUNTER,
    /** How it is now. */
    GAUGE,
    /** How often something happened and how long that took in all and at most, in seconds. */
    TIMER,
    /** How often something happened and how large it was in all and at most. */
    SUMMARY
  }

  /** The constants that stand for metrics, of one service or of something that services share. */
  public interface Named {

    Metric metric();
  }

  public Metric {
    tags = List.copyOf(tags);
  }

  public static Metric counter(String name, String description, String... tags) {
    return new Metric(name, Kind.COUNTER, "", description, List.of(tags));
  }

  public static Metric gauge(String name, String description, String... tags) {
    return new Metric(name, Kind.GAUGE, "", description, List.of(tags));
  }

  /** A gauge of a time. */
  public static Metric seconds(String name, String description, String... tags) {
    return new Metric(name, Kind.GAUGE, "seconds", description, List.of(tags));
  }

  public static Metric timer(String name, String description, String... tags) {
    return new Metric(name, Kind.TIMER, "seconds", description, List.of(tags));
  }

  public static Metric summary(String name, String description, String... tags) {
    return new Metric(name, Kind.SUMMARY, "", description, List.of(tags));
  }
}
