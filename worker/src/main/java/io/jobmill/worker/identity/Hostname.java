// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** The name of the machine. */
public final class Hostname {

  private Hostname() {}

  /** The configured name, else what the machine calls itself. */
  public static String of(@Nullable String configured) {
    if (configured != null && !configured.isBlank()) {
      return configured.strip();
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      String environment = System.getenv("HOSTNAME");
      return environment == null || environment.isBlank() ? "localhost" : environment;
    }
  }
}
