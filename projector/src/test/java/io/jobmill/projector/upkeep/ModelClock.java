// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The broker's time as everybody's clock. */
final class ModelClock extends Clock {

  private final ModelBroker broker;

  ModelClock(ModelBroker broker) {
    this.broker = broker;
  }

  @Override
  public Instant instant() {
    return broker.now();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
