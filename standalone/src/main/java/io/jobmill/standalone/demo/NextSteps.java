// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.demo;

import io.jobmill.standalone.console.Console;
import io.jobmill.standalone.folder.Key;
import io.jobmill.standalone.run.Addresses;

/** Command lines to try next, ready to be pasted. */
final class NextSteps {
  private final Addresses addresses;
  private final Console console;

  NextSteps(Addresses addresses, Console console) {
    this.addresses = addresses;
    this.console = console;
  }

  void print(String token) {
    String http = addresses.http().toString();
    console.line("Try next:");
    command("curl '%s/api/jobs/status?token=%s'".formatted(http, token));
    command("curl '%s/api/jobs/logs?token=%s'".formatted(http, token));
    command("curl '%s/api/jobs/trigger?template=hello&Name=you'".formatted(http));
    command("curl -H \"X-ApiKey: %s\" %s/api/v1/templates".formatted(key(), http));
    command(
        "echo '{\"template\":\"hello\",\"variables\":{\"Name\":\"Kafka\"}}' | kcat -P -b %s -t %s"
            .formatted(addresses.kafka().servers(), addresses.kafka().queue()));
    console.line("");
  }

  /** The key itself is shown once, at the start. */
  private String key() {
    Key key = addresses.adminKey();
    return key.origin().startsWith("/") ? "$(cat %s)".formatted(key.origin()) : "$" + key.origin();
  }

  private void command(String text) {
    console.line("  " + text);
  }
}
