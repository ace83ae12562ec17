// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Where and with what scripts run.
 *
 * @param folder holds one private folder per running attempt
 * @param inherited the variables of the worker's own environment that scripts may see
 * @param environment the worker's own environment
 * @param patience from the polite signal to the one that cannot be ignored
 */
public record ShellSettings(
    Path folder, List<String> inherited, Map<String, String> environment, Duration patience) {

  /** What every script may see; never the server's secrets. */
  public static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "TZ", "TMPDIR");

  public ShellSettings {
    inherited = List.copyOf(inherited);
    environment = Map.copyOf(environment);
  }
}
