// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.product;

import java.io.IOException;
import java.net.URI;

/** Projector and gateway over a store that has jobs already; nothing runs jobs. */
public final class ReadingServices implements AutoCloseable {

  private final ProductServices services;

  /** Starts them and returns when they are ready. */
  public static ReadingServices start(ProductServers servers) throws IOException {
    var reading = new ReadingServices(new ProductServices(servers, new ClockHandler()));
    try {
      reading.services.startWithoutWorker();
      return reading;
    } catch (RuntimeException e) {
      reading.close();
      throw e;
    }
  }

  private ReadingServices(ProductServices services) {
    this.services = services;
  }

  public URI http() {
    return services.http();
  }

  /** A key that may read everything in every dialect. */
  public String adminKey() {
    return ProductServices.ADMIN_KEY;
  }

  @Override
  public void close() {
    services.close();
  }
}
