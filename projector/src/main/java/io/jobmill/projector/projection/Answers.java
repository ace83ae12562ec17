// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.job.JobStatus;
import io.jobmill.job.OneLine;
import io.jobmill.view.CancelWish;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the parts of a job add up to: all good, some, or none. */
final class Answers {

  /** Workers that a message names; the others are counted. */
  private static final int NAMED = 5;

  private Answers() {}

  /** How the part was answered; absent while it was not. */
  static @Nullable Run of(Draft draft, int part) {
    Run last = null;
    for (Run run : draft.runs().all()) {
      if (isAnswer(draft, run) && run.claim().part() == part) {
        last = run;
      }
    }
    return last;
  }

  /** Ends the job if every part has its answer. Always true: what led here has counted. */
  static boolean conclude(Draft draft, Position at) {
    List<Run> answers = draft.runs().all().stream().filter(run -> isAnswer(draft, run)).toList();
    if (answers.size() < draft.request().expected().size()) {
      return true;
    }
    Run cancelled =
        answers.stream()
            .filter(run -> run.status() == RunStatus.CANCELLED)
            .findFirst()
            .orElse(null);
    if (cancelled != null) {
      CancelWish wish = draft.cancel();
      draft.end(JobStatus.CANCELLED, at, wish == null ? cancelled.message() : wish.message());
      return true;
    }
    List<Run> bad = answers.stream().filter(run -> !isGood(run)).toList();
    draft.end(status(draft, answers, bad), at, message(answers, bad));
    return true;
  }

  private static JobStatus status(Draft draft, List<Run> answers, List<Run> bad) {
    if (bad.isEmpty()) {
      return answers.stream().anyMatch(run -> run.status() == RunStatus.WARNING)
          ? JobStatus.WARNING
          : JobStatus.SUCCEEDED;
    }
    if (bad.size() < answers.size()) {
      return JobStatus.PARTIAL_FAILURE;
    }
    boolean refused = answers.stream().allMatch(run -> run.status() == RunStatus.REJECTED);
    return refused && draft.status() == JobStatus.PENDING ? JobStatus.REJECTED : JobStatus.FAILED;
  }

  private static @Nullable String message(List<Run> answers, List<Run> bad) {
    if (!bad.isEmpty()) {
      return told(bad, answers.size(), "failed");
    }
    List<Run> warned = filter(answers, run -> run.status() == RunStatus.WARNING);
    return warned.isEmpty() ? null : told(warned, answers.size(), "ended with a warning");
  }

  private static String told(List<Run> some, int all, String what) {
    List<String> named = new ArrayList<>();
    for (Run run : some.subList(0, Math.min(NAMED, some.size()))) {
      named.add(
          run.hostname() + ": " + (run.message() == null ? "no reason given" : run.message()));
    }
    String others = some.size() > NAMED ? "; and %d more".formatted(some.size() - NAMED) : "";
    return OneLine.of(
        "%d of %d workers %s: %s%s"
            .formatted(
                some.size(), all, what, named.stream().collect(Collectors.joining("; ")), others));
  }

  private static boolean isAnswer(Draft draft, Run run) {
    return run.attempt() == draft.attempt()
        && run.ask() == draft.ask()
        && run.claim().part() > 0
        && run.status() != RunStatus.RUNNING
        && run.status() != RunStatus.UNCLAIMED;
  }

  private static boolean isGood(Run run) {
    return run.status() == RunStatus.SUCCEEDED || run.status() == RunStatus.WARNING;
  }

  private static List<Run> filter(List<Run> runs, Predicate<Run> which) {
    return runs.stream().filter(which).toList();
  }
}
