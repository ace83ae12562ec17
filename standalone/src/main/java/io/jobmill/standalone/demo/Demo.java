// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.demo;

import io.jobmill.standalone.console.Console;
import io.jobmill.standalone.run.Addresses;
import java.time.Duration;
import java.util.Set;

/** One sample job from its trigger to its end. */
public final class Demo {
  private static final String TEMPLATE = "hello";
  private static final Set<String> ENDED = Set.of("Succeeded", "Warning", "Error");
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final Addresses addresses;
  private final Console console;
  private final JobCalls calls;

  /**
   * @param addresses of the running server
   * @param console shows the job's steps
   */
  public Demo(Addresses addresses, Console console) {
    this.addresses = addresses;
    this.console = console;
    this.calls = new JobCalls(addresses.http(), addresses.adminKey().text());
  }

  /**
   * Triggers the sample job and follows it to its end.
   *
   * @return whether it succeeded
   */
  public boolean run() throws InterruptedException {
    console.line("Running the sample template '%s':".formatted(TEMPLATE));
    String token = calls.trigger(TEMPLATE);
    console.row("token", token);
    String status = follow(token);
    console.line("");
    new NextSteps(addresses, console).print(token);
    return status.equals("Succeeded");
  }

  private String follow(String token) throws InterruptedException {
    String status = "";
    int shown = 0;
    while (!ENDED.contains(status)) {
      // The status first: a log that is read after the job's end is whole.
      String now = calls.status(token);
      if (!now.equals(status) && !ENDED.contains(now)) {
        console.row("status", now);
      }
      shown = showNew(calls.log(token), shown);
      if (ENDED.contains(now)) {
        console.row("status", now);
      } else {
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      }
      status = now;
    }
    return status;
  }

  /** Entries are only ever added, so what is new begins where the last look ended. */
  private int showNew(String log, int shown) {
    log.substring(shown).lines().forEach(line -> console.row("log", line));
    return log.length();
  }
}
