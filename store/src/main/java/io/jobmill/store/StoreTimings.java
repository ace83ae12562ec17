// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import com.mongodb.event.CommandFailedEvent;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandSucceededEvent;
import io.jobmill.observe.Meters;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Measures every command to the store, as the driver saw it. Thread-safe. */
public final class StoreTimings implements CommandListener {

  private static final Set<String> NAMED =
      Set.of(
          "aggregate",
          "bulkWrite",
          "count",
          "createIndexes",
          "delete",
          "find",
          "findAndModify",
          "getMore",
          "insert",
          "killCursors",
          "listIndexes",
          "ping",
          "update");

  private final Meters meters;
  private final String service;
  private final Map<String, Timer> good = new ConcurrentHashMap<>();
  private final Map<String, Timer> bad = new ConcurrentHashMap<>();

  /**
   * @param service who asks the store
   */
  public StoreTimings(Meters meters, String service) {
    this.meters = meters;
    this.service = service;
  }

  @Override
  public void commandSucceeded(CommandSucceededEvent event) {
    good.computeIfAbsent(event.getCommandName(), name -> timer(name, "ok"))
        .record(event.getElapsedTime(TimeUnit.NANOSECONDS), TimeUnit.NANOSECONDS);
  }

  @Override
  public void commandFailed(CommandFailedEvent event) {
    bad.computeIfAbsent(event.getCommandName(), name -> timer(name, "failed"))
        .record(event.getElapsedTime(TimeUnit.NANOSECONDS), TimeUnit.NANOSECONDS);
  }

  private Timer timer(String command, String outcome) {
    return meters.timer(
        StoreMetric.COMMANDS, service, NAMED.contains(command) ? command : "other", outcome);
  }
}
