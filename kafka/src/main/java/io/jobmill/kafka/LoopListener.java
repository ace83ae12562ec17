// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

/** Hears how the background loops of a process fare. */
public interface LoopListener {

  /** Nobody listens; failures are still logged. */
  LoopListener NONE = new LoopListener() {};

  /** A pass threw; the loop goes on after a pause. */
  default void passFailed(String loop, RuntimeException failure) {}

  /** The loop has ended by an error it cannot survive; the process should end too. */
  default void died(String loop, Error error) {}
}
