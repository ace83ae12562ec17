// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor.filter;

import static io.jobmill.gateway.dialect.keyfactor.filter.Operator.CONTAINS;
import static io.jobmill.gateway.dialect.keyfactor.filter.Operator.ENDSWITH;
import static io.jobmill.gateway.dialect.keyfactor.filter.Operator.EQ;
import static io.jobmill.gateway.dialect.keyfactor.filter.Operator.GE;
import static io.jobmill.gateway.dialect.keyfactor.filter.Operator.GT;
import static io.jobmill.gateway.dialect.keyfactor.filter.Operator.LE;
import static io.jobmill.gateway.dialect.keyfactor.filter.Operator.LT;
import static io.jobmill.gateway.dialect.keyfactor.filter.Operator.NE;
import static io.jobmill.gateway.dialect.keyfactor.filter.Operator.NOTCONTAINS;
import static io.jobmill.gateway.dialect.keyfactor.filter.Operator.STARTSWITH;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What a field holds, and so how it can be compared and what its values are in a tree. */
public enum Kind {
  /** {@link String}; case does not matter. */
  TEXT,
  /** {@link Long}. */
  NUMBER,
  /** {@link java.time.Instant}. */
  DATE,
  /** {@link Boolean}. */
  FLAG,
  /** {@link java.util.UUID}. */
  GUID;

  boolean allows(Operator operator) {
    return operators().contains(operator);
  }

  String words() {
    return operators().stream().map(Operator::word).collect(Collectors.joining(", "));
  }

  private Set<Operator> operators() {
    return switch (this) {
      case TEXT -> EnumSet.of(EQ, NE, CONTAINS, NOTCONTAINS, STARTSWITH, ENDSWITH);
      case NUMBER, DATE -> EnumSet.of(EQ, NE, LT, LE, GT, GE);
      case FLAG, GUID -> EnumSet.of(EQ, NE);
    };
  }
}
