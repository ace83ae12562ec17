// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.infrastructure;

import io.jobmill.embedded.broker.BrokerSettings;
import io.jobmill.embedded.broker.EmbeddedBroker;
import io.jobmill.embedded.store.MongodProcess;
import io.jobmill.embedded.store.MongodSettings;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Starts one server and says its address: {@code broker FOLDER} or {@code mongod FOLDER BINARY}.
 */
final class LonelyServers {
  private LonelyServers() {}

  @SuppressWarnings("resource") // They end with the process.
  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[1]);
    String address =
        arguments[0].equals("broker")
            ? EmbeddedBroker.start(BrokerSettings.in(folder)).bootstrapServers()
            : MongodProcess.start(MongodSettings.small(Path.of(arguments[2]), folder)).uri();
    System.out.println("address " + address);
    new CountDownLatch(1).await();
  }
}
