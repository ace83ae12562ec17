// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.run;

import io.jobmill.standalone.RefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether ports can be had before anything slow is started. Who takes the port in between is
 * noticed when it is bound.
 */
final class FreePort {
  private FreePort() {}

  /**
   * @param setting the name of the port's environment variable
   * @param address that will listen, null for all
   * @throws RefusedException when somebody else has the port
   */
  static void check(String setting, @Nullable InetAddress address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      throw new RefusedException(taken(setting, port, e.getMessage()), e);
    }
  }

  /**
   * @throws RefusedException when both settings ask for the same port
   */
  static void checkDifferent(String setting, int port, String otherSetting, int otherPort) {
    if (port != 0 && port == otherPort) {
      throw new RefusedException(
          "%s and %s are both %d; set one of them to another port (0 takes any free one)"
              .formatted(setting, otherSetting, port));
    }
  }

  static String taken(String setting, int port, @Nullable String reason) {
    return "port %d cannot be used (%s); end the program that has it, or set %s to another port (0 takes any free one)"
        .formatted(port, reason, setting);
  }
}
