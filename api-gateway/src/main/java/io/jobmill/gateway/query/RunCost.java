// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

/**
 * Whether an index leads to the runs that are asked for, or every one would have to be looked at.
 */
final class RunCost {

  private RunCost() {}

  /** Either the order is an index's, so that a page is found in it, or a condition narrows it. */
  static boolean isServed(RunQuestion question) {
    RunField order = question.order().field();
    return isIndexed(order) || order == RunField.STARTED_AT || narrows(question.condition());
  }

  private static boolean narrows(RunCondition condition) {
    if (condition instanceof RunCondition.And and) {
      return and.conditions().stream().anyMatch(RunCost::narrows);
    }
    if (condition instanceof RunCondition.Or or) {
      return or.conditions().stream().allMatch(RunCost::narrows);
    }
    RunCondition.Compare compare = (RunCondition.Compare) condition;
    return isIndexed(compare.field())
        && (compare.operator() == RunOperator.EQ || compare.operator().isOrder());
  }

  private static boolean isIndexed(RunField field) {
    return switch (field) {
      case ID, SERIES, JOB_TYPE, WORKER, HOSTNAME, STATUS -> true;
      default -> false;
    };
  }
}
