// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

/** What a {@link LoopThread} does. All methods but {@link #wakeUp} run on its thread. */
@FunctionalInterface
public interface Loop {

  /**
   * One pass. It may block, if {@link #wakeUp} ends that, and it may throw: the next pass comes
   * after a pause.
   */
  void runOnce() throws InterruptedException;

  /**
   * Ends a blocking pass soon, because the loop is to stop or its clock was put back. Called from
   * another thread.
   */
  default void wakeUp() {}

  /** After the last pass: closes what only this thread may touch. */
  default void ended() {}
}
