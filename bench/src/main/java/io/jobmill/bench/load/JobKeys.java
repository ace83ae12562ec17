// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jobmill.job.JobId;
import java.time.Clock;
import java.util.SplittableRandom;

/** New job ids as record keys. For one thread. */
public final class JobKeys {

  private final SplittableRandom random = new SplittableRandom();
  private final Clock clock;

  public JobKeys(Clock clock) {
    this.clock = clock;
  }

  public byte[] next() {
    return JobId.v7(clock.instant(), random).toString().getBytes(US_ASCII);
  }
}
