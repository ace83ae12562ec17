// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.cli;

import io.jobmill.standalone.console.Console;
import io.jobmill.standalone.folder.Key;
import io.jobmill.standalone.run.Addresses;

/** Says where everything is when the server has come up. */
final class Welcome {
  private final Console console;

  Welcome(Console console) {
    this.console = console;
  }

  void print(Addresses addresses) {
    console.line("");
    console.line("Jobmill is up. Ctrl-C stops it.");
    console.row("HTTP", addresses.http() + " (API /api/v1, health /actuator/health)");
    console.row("Kafka", addresses.kafka().servers());
    console.row("store", addresses.store());
    console.row("data", addresses.folders().state().toString());
    console.row("templates", addresses.folders().templates().toString());
    console.row("log", addresses.folders().log().toString());
    console.row("admin key", adminKey(addresses.adminKey()));
    console.line("");
  }

  private static String adminKey(Key key) {
    return key.made()
        ? key.text() + " (shown this once; kept in " + key.origin() + ")"
        : "as in " + key.origin();
  }
}
