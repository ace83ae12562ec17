// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.testing;

import io.jobmill.event.LogChunk;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.StoredJobs;
import io.jobmill.job.JobId;
import io.jobmill.store.JobViews.StoredResult;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A store that holds what a test puts into it, and can be away. */
public final class InMemoryJobs implements StoredJobs {

  private final Map<JobId, JobView> views = new ConcurrentHashMap<>();
  private final Map<String, StoredResult> results = new ConcurrentHashMap<>();
  private final Map<String, Chunks> chunks = new ConcurrentHashMap<>();
  private volatile @Nullable Instant projectedThrough;
  private volatile boolean away;
  private volatile boolean broken;

  private record Chunks(int count, IntFunction<LogChunk> chunk) {}

  public void put(JobView view) {
    views.put(view.id(), view);
  }

  public void putResult(JobId id, Run run, String text) {
    results.put(id + "/" + run.storageKey(), new StoredResult(text, false));
  }

  public int count() {
    return views.size();
  }

  /** Every job there is. */
  Collection<JobView> all() {
    requireThere();
    return List.copyOf(views.values());
  }

  /**
   * @param chunk makes a chunk when it is read, so that a log of any size takes no memory
   */
  public void putLog(JobId id, Run run, int count, IntFunction<LogChunk> chunk) {
    chunks.put(id + "/" + run.storageKey(), new Chunks(count, chunk));
  }

  public void projectThrough(@Nullable Instant instant) {
    projectedThrough = instant;
  }

  public void setAway(boolean nowAway) {
    away = nowAway;
  }

  /** Whatever is asked of it is from now on a mistake of ours. */
  void breakDown() {
    broken = true;
  }

  public void clear() {
    views.clear();
    results.clear();
    chunks.clear();
    projectedThrough = null;
    away = false;
    broken = false;
  }

  @Override
  public Optional<JobView> find(JobId id) {
    requireThere();
    return Optional.ofNullable(views.get(id));
  }

  @Override
  public Optional<StoredResult> result(JobId id, Run run) {
    requireThere();
    return Optional.ofNullable(results.get(id + "/" + run.storageKey()));
  }

  @Override
  public List<LogChunk> chunks(JobId id, Run run, int first, int most) {
    requireThere();
    Chunks stored = chunks.get(id + "/" + run.storageKey());
    List<LogChunk> found = new ArrayList<>();
    for (int n = first; stored != null && n < stored.count() && n < first + most; n++) {
      found.add(stored.chunk().apply(n));
    }
    return found;
  }

  @Override
  public Optional<Instant> projectedThrough(JobId id) {
    requireThere();
    return Optional.ofNullable(projectedThrough);
  }

  private void requireThere() {
    if (broken) {
      throw new IllegalStateException("broken by a test");
    }
    if (away) {
      throw Refusal.unavailable("the job store does not answer; try again", Duration.ofSeconds(2));
    }
  }
}
