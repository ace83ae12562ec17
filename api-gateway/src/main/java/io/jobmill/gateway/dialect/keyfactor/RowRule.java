// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.query.RunCondition;
import io.jobmill.gateway.query.RunField;
import io.jobmill.gateway.query.RunOperator;
import io.jobmill.store.HistoryRow;
import io.jobmill.view.Run;
import java.util.Optional;

/** Which runs a change is for. */
enum RowRule {
  /** Failures and warnings that are over, noted already or not. */
  ACKNOWLEDGE {
    @Override
    Optional<String> problem(HistoryRow row) {
      int result = RowStatus.result(row.run().status());
      return result == RowStatus.FAILURE || result == RowStatus.WARNING
          ? Optional.empty()
          : Optional.of("only runs that ended with a failure or a warning can be acknowledged");
    }

    @Override
    RunCondition condition() {
      return RunCondition.and(
          RunCondition.or(
              HistoryCondition.result(RowStatus.FAILURE),
              HistoryCondition.result(RowStatus.WARNING)),
          RunCondition.is(RunField.ACKNOWLEDGED, false));
    }
  },
  /** Failures, tried for the last time, of jobs that a weekly or monthly schedule made. */
  RESCHEDULE {
    @Override
    Optional<String> problem(HistoryRow row) {
      Run run = row.run();
      String schedule = row.schedule();
      if (RowStatus.result(run.status()) != RowStatus.FAILURE || run.retrying()) {
        return Optional.of("only runs that failed and are not tried again can be rescheduled");
      }
      return schedule != null && (schedule.startsWith("W_") || schedule.startsWith("M_"))
          ? Optional.empty()
          : Optional.of(
              "only weekly and monthly jobs can be rescheduled; any other is made anew by Custom");
    }

    @Override
    RunCondition condition() {
      return RunCondition.and(
          HistoryCondition.result(RowStatus.FAILURE),
          RunCondition.is(RunField.RETRYING, false),
          RunCondition.or(recurs("W_"), recurs("M_")));
    }
  };

  /** Why the change is not for this run; empty if it is. */
  abstract Optional<String> problem(HistoryRow row);

  /** True of the runs that the change would make a difference to. */
  abstract RunCondition condition();

  private static RunCondition recurs(String prefix) {
    return new RunCondition.Compare(RunField.SCHEDULE, RunOperator.STARTS_WITH, prefix);
  }
}
