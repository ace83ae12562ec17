// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.store;

import io.jobmill.job.JobId;
import io.jobmill.view.JobView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The views that were written last and will be read next: those of jobs that have not ended. May be
 * out of date, which the guard of the write then says.
 */
public final class RecentViews {

  private final LinkedHashMap<JobId, JobView> views;

  /**
   * @param most how many views to remember; the one used longest ago goes first
   */
  public RecentViews(int most) {
    this.views =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<JobId, JobView> eldest) {
            return size() > most;
          }
        };
  }

  public @Nullable JobView get(JobId id) {
    return views.get(id);
  }

  /** Remembers what has just been stored. */
  public void stored(JobView view) {
    if (view.status().isTerminal()) {
      views.remove(view.id());
    } else {
      views.put(view.id(), view);
    }
  }

  public void forget(JobId id) {
    views.remove(id);
  }

  public void clear() {
    views.clear();
  }
}
