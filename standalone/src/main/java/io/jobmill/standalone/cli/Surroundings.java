// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.cli;

import io.jobmill.standalone.console.Console;
import io.jobmill.standalone.run.Standalone;
import io.jobmill.standalone.setting.StandaloneSettings;
import java.util.Map;

/**
 * What every command is given.
 *
 * @param environment where the settings come from
 * @param console where the command writes
 */
record Surroundings(Map<String, String> environment, Console console) {
  /** A server that is not started yet. */
  Standalone standalone() {
    return new Standalone(StandaloneSettings.from(environment), environment, console);
  }
}
