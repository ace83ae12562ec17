// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

/**
 * A part of a list of runs.
 *
 * @param visible of which jobs
 * @param skip so many are left out
 */
public record RunQuestion(
    RunCondition condition, Visibility visible, RunOrder order, int skip, int limit) {

  public static RunQuestion of(RunCondition condition, Visibility visible) {
    return new RunQuestion(condition, visible, RunOrder.OLDEST_FIRST, 0, 1000);
  }
}
