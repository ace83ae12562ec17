// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where and how an {@link EmbeddedBroker} runs.
 *
 * @param folder holds the broker's log and its identity; made when it is missing
 * @param port of the listener on 127.0.0.1, 0 for any free one
 * @param properties Kafka broker settings that replace the ones chosen here
 */
public record BrokerSettings(Path folder, int port, Map<String, String> properties) {
  /** Refuses a port outside 0 to 65535. */
  public BrokerSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
    }
    folder = folder.toAbsolutePath().normalize();
    properties = Map.copyOf(properties);
  }

  /** The settings that suit a laptop, with the log in {@code folder}. */
  public static BrokerSettings in(Path folder) {
    return new BrokerSettings(folder, 0, Map.of());
  }

  /** The same on a fixed port. */
  public BrokerSettings withPort(int newPort) {
    return new BrokerSettings(folder, newPort, properties);
  }

  /** The same with one more Kafka setting. */
  public BrokerSettings withProperty(String name, String value) {
    Map<String, String> more = new HashMap<>(properties);
    more.put(name, value);
    return new BrokerSettings(folder, port, more);
  }
}
