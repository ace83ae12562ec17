// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.intake;

import java.util.Map;
import java.util.Set;

/** Is told which partitions of its topic are its own; on the thread that polls. */
public interface FeedOwner {

  /**
   * These partitions have become its own.
   *
   * @param next the offset each is read from
   */
  void assigned(Map<Integer, Long> next);

  /** These partitions are somebody else's from the moment this returns. */
  void revoked(Set<Integer> partitions);
}
