// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.infrastructure;

/**
 * A server that is there for the rest of this JVM.
 *
 * @param address what clients connect with
 * @param what names it in the run's summary
 * @param stop ends it, where it is ours to end
 */
record RunningServer(String address, String what, Runnable stop) {
  /** A server that somebody else started and will stop. */
  static RunningServer given(String address, String what) {
    return new RunningServer(address, what, () -> {});
  }
}
