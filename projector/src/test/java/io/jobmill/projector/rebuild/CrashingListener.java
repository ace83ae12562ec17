// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.rebuild;

import io.jobmill.projector.metrics.ProjectorListener;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** Kills the projector at some moment of some batch, and tells when it is dead. */
final class CrashingListener implements ProjectorListener {

  private final CountDownLatch dead = new CountDownLatch(1);
  private final Map<Moment, Integer> visits = new EnumMap<>(Moment.class);
  private final Moment where;
  private final int visit;

  /** Dies at this moment, the first, second or third time it comes. */
  CrashingListener(Moment where, Random random) {
    this.where = where;
    this.visit = 1 + random.nextInt(3);
  }

  @Override
  public synchronized void reached(Moment moment) {
    if (moment == where && visits.merge(moment, 1, Integer::sum) >= visit) {
      throw new Killed("at " + moment);
    }
  }

  @Override
  public void died(String loop, Error error) {
    dead.countDown();
  }

  CountDownLatch dead() {
    return dead;
  }
}
