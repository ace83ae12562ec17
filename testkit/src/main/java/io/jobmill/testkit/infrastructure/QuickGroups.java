// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.infrastructure;

import java.util.Map;

/**
 * Lets a new share group begin at once: its first record comes with its second heartbeat, which is
 * two seconds later with the settings that are recommended for production.
 */
final class QuickGroups {
  static final Map<String, String> SETTINGS =
      Map.of(
          "group.share.min.heartbeat.interval.ms", "200",
          "group.share.heartbeat.interval.ms", "200");

  private QuickGroups() {}
}
