// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param body a tree of plain values; absent where there is nothing to say
 * @param total of a list: how many items there are in all
 */
record Reply(int status, @Nullable Object body, @Nullable Long total) {

  static final Reply NOTHING = new Reply(204, null, null);

  static Reply of(Object body) {
    return new Reply(200, body, null);
  }

  static Reply page(List<?> items, long total) {
    return new Reply(200, items, total);
  }
}
