// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import io.jobmill.embedded.broker.BrokerSettings;
import io.jobmill.embedded.broker.EmbeddedBroker;
import io.jobmill.embedded.store.EmbeddedStore;
import io.jobmill.embedded.store.MongodProcess;
import io.jobmill.embedded.store.MongodSettings;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * One server on a fixed port, in the process that is to be broken: {@code broker FOLDER PORT},
 * {@code store FOLDER PORT} or {@code mongod FOLDER PORT BINARY}.
 */
final class FaultyServers {
  private FaultyServers() {}

  @SuppressWarnings("resource") // They end with the process.
  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[1]);
    int port = Integer.parseInt(arguments[2]);
    switch (arguments[0]) {
      case "broker" ->
          // By a name, so that a process can be told another address for it.
          EmbeddedBroker.start(
              BrokerSettings.in(folder)
                  .withPort(port)
                  .withProperty("advertised.listeners", "PLAINTEXT://localhost:" + port));
      case "store" -> EmbeddedStore.in(folder, port);
      default ->
          MongodProcess.start(MongodSettings.small(Path.of(arguments[3]), folder).withPort(port));
    }
    System.out.println("serving on " + port);
    new CountDownLatch(1).await();
  }
}
