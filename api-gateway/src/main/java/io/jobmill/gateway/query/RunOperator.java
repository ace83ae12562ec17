// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

/** How a field of a run is compared. Texts are compared without regard to case. */
public enum RunOperator {
  EQ,
  NE,
  LT,
  LE,
  GT,
  GE,
  CONTAINS,
  NOT_CONTAINS,
  STARTS_WITH,
  ENDS_WITH;

  boolean isOrder() {
    return this == LT || this == LE || this == GT || this == GE;
  }

  boolean isEquality() {
    return this == EQ || this == NE;
  }

  /** Whether values of this kind can be compared so. */
  public boolean fits(RunField.Kind kind) {
    return switch (kind) {
      case TEXT -> !isOrder();
      case NUMBER, TIME -> isOrder() || isEquality();
      case FLAG -> isEquality();
    };
  }
}
