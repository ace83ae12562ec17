// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.intake;

import java.util.Map;
import java.util.Set;

/** Is told which partitions of its topic are its own; on the thread that polls. */
public interface FeedOwner {

  /**
   * The store has no position of these partitions, which will be read from their beginning. Called
   * before {@link #assigned}, and again if it fails.
   */
  void neverRead(Set<Integer> partitions);

  /**
   * These partitions have become its own.
   *
   * @param next the offset each is read from
   */
  void assigned(Map<Integer, Long> next);

  /** These partitions are somebody else's from the moment this returns. */
  void revoked(Set<Integer> partitions);
}
