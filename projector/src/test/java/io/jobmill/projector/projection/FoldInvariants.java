// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.JobStatus;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;

/** What holds of every view. */
final class FoldInvariants {

  private FoldInvariants() {}

  static void check(JobView view) {
    assertThat(view.holder() != null).isEqualTo(view.status() == JobStatus.RUNNING);
    assertThat(view.endedAt() != null).isEqualTo(view.status().isTerminal());
    assertThat(
            view.runs().stream()
                .filter(run -> run.status() == RunStatus.RUNNING)
                .map(Run::historyId))
        .isEqualTo(view.holding().map(Run::historyId).stream().toList());
    assertThat(view.runs()).extracting(Run::historyId).doesNotHaveDuplicates().isSorted();
    assertThat(view.runs()).noneMatch(run -> run.retrying() && run.status() == RunStatus.RUNNING);
    if (view.status().isTerminal() && !view.runs().isEmpty()) {
      assertThat(view.runs().get(view.runs().size() - 1).retrying()).isFalse();
    }
    boolean wanted = view.cancel() == null && !view.deleted();
    boolean runsOrEnded = view.status() == JobStatus.RUNNING || view.status().isTerminal();
    assertThat(wanted || runsOrEnded).isTrue();
    assertThat(!view.deleted() || view.status().isTerminal()).isTrue();
    boolean rests = view.status() == JobStatus.RETRYING || view.status() == JobStatus.SCHEDULED;
    assertThat(view.dueAt() != null || !rests).isTrue();
    assertThat(view.dueAt() == null || !view.status().isTerminal()).isTrue();
  }
}
