// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.bare;

import org.jspecify.annotations.Nullable;

/** Hears how far each job of the bare pipeline is. */
interface BareListener {

  /** The claim is confirmed; a worker would run the job now. */
  void claimed(byte[] key);

  /** The ended event is acknowledged, or has failed. */
  void ended(@Nullable Exception failure);
}
