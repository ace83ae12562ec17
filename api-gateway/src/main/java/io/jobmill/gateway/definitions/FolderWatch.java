// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import io.jobmill.kafka.LoopListener;
import io.jobmill.kafka.LoopThread;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps looking at the templates folder, if there is one. Its templates are in force before the
 * first request is taken.
 */
public final class FolderWatch implements SmartLifecycle {

  private final @Nullable FolderSync sync;
  private final Duration between;
  private @Nullable LoopThread thread;

  FolderWatch(@Nullable FolderSync sync, Duration between) {
    this.sync = sync;
    this.between = between;
  }

  /** What is wrong with the folder's files now. */
  public List<FileProblem> problems() {
    return sync == null ? List.of() : sync.problems();
  }

  @Override
  public void start() {
    if (sync != null && thread == null) {
      sync.runOnce();
      thread = new LoopThread("templates-folder", between, sync, LoopListener.NONE);
      thread.start();
    }
  }

  @Override
  public void stop() {
    if (thread != null) {
      thread.close();
      thread = null;
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** After the tables, before the web server. */
  @Override
  public int getPhase() {
    return DefinitionsLifecycle.PHASE + 1;
  }
}
