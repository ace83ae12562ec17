// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.shell;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything a script has started: found by descent and, on Linux, by an environment variable that
 * only this run has, so that a child that left the session or lost its parents is found too.
 */
final class ProcessTree {

  private static final Logger log = LoggerFactory.getLogger(ProcessTree.class);
  private static final int MOST_ROUNDS = 40;
  private static final Duration ROUND = Duration.ofMillis(50);

  private final ProcessHandle root;
  private final String marker;
  private final Set<ProcessHandle> known = new LinkedHashSet<>();

  /**
   * @param marker {@code NAME=value}, as it stands in the environment of every process of this run
   */
  ProcessTree(ProcessHandle root, String marker) {
    this.root = root;
    this.marker = marker;
  }

  /** Asks all to end, and kills what has not after {@code patience}. */
  void stop(Duration patience) {
    List<ProcessHandle> alive = alive();
    alive.forEach(ProcessHandle::destroy);
    awaitExit(alive, patience);
    kill();
  }

  /** Kills all, again and again until none is left: they may still be starting others. */
  void kill() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<ProcessHandle> alive = alive();
      if (alive.isEmpty()) {
        return;
      }
      alive.forEach(ProcessHandle::destroyForcibly);
      awaitExit(alive, ROUND);
    }
    log.error("processes of a job could not be killed processes={}", alive());
  }

  private List<ProcessHandle> alive() {
    known.add(root);
    for (ProcessHandle process : List.copyOf(known)) {
      process.descendants().forEach(known::add);
    }
    known.addAll(MarkedProcesses.find(marker));
    return known.stream().filter(MarkedProcesses::runs).toList();
  }

  private static void awaitExit(List<ProcessHandle> processes, Duration bound) {
    CompletableFuture<?>[] exits =
        processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(exits).get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      log.debug("processes still run processes={}", processes);
    } catch (InterruptedException e) {
      // Killing them comes first; whoever interrupted is served when that is done.
      Thread.currentThread().interrupt();
    }
  }
}
