// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

/** By what a list of runs is sorted; runs that are alike in it are sorted by their history id. */
public record RunOrder(RunField field, boolean ascending) {

  public static final RunOrder OLDEST_FIRST = new RunOrder(RunField.ID, true);
  public static final RunOrder NEWEST_FIRST = new RunOrder(RunField.ID, false);
}
