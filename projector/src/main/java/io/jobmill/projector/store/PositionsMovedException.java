// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.store;

import java.util.Map;

/**
 * A position in the store is not where this process has found or left it: somebody has dropped the
 * database, or put back an older one, or another process has taken over. What was written on the
 * strength of it cannot be relied on; everything goes on from where the store stands now.
 */
public final class PositionsMovedException extends RuntimeException {

  PositionsMovedException(String topic, Map<Integer, Long> known, Map<Integer, Long> stored) {
    super("topic %s was projected up to %s, and the store says %s".formatted(topic, known, stored));
  }
}
