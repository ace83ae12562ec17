// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord;
import io.jobmill.event.WorkerState;
import io.jobmill.gateway.query.Workers;
import io.jobmill.gateway.security.Scope;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.job.Claim;
import io.jobmill.job.Pool;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template, a worker, runs and headers for the tests of the dialect. */
final class Samples {

  static final String AGENT = "6d1f2a34-5b6c-4d7e-8f90-a1b2c3d4e5f6";
  static final String HOST = "web-01";
  static final Instant START = Instant.parse("2026-06-01T10:00:00.250Z");

  private Samples() {}

  /** Patches a server; has a field of each kind and a secret. */
  static Map<String, Object> patch() {
    return Map.of(
        "name", "Patch",
        "variables",
            List.of(
                Map.of("name", "Server", "type", "text", "required", true),
                Map.of("name", "Retries", "type", "integer", "initial", "3"),
                Map.of("name", "Dry", "type", "checkbox"),
                Map.of("name", "Password", "type", "text", "obscure", true)),
        "operation", Map.of("type", "shell", "data", Map.of("script", "true")));
  }

  static void worker(RunningGateway gateway) {
    worker(gateway, AGENT, HOST, Pool.DEFAULT);
  }

  static void worker(RunningGateway gateway, String id, String host, Pool pool) {
    worker(gateway, id, host, pool, List.of("http", "shell"));
  }

  static void worker(
      RunningGateway gateway, String id, String host, Pool pool, List<String> operations) {
    Instant now = gateway.clock().instant();
    gateway
        .bean(Workers.class)
        .heard(
            new WorkerRecord.Heartbeat(
                new Origin(id, "1"),
                1,
                Duration.ofSeconds(2),
                host,
                List.of(pool),
                Map.of(),
                4,
                WorkerState.READY,
                operations,
                List.of(),
                null,
                now),
            now);
  }

  static Run run(long historyId, RunStatus status, @Nullable String message) {
    return new Run(
        historyId,
        1,
        1,
        new Origin(AGENT, "1"),
        HOST,
        new Claim(Pool.DEFAULT, 0, historyId, 1),
        status,
        START,
        status == RunStatus.RUNNING ? null : START.plusSeconds(5),
        null,
        message,
        null,
        false,
        null,
        null,
        false,
        false,
        1);
  }

  /** Basic, as SDKs send it, and what they send with every change. */
  static String[] basic(RunningGateway gateway, Scope... scopes) {
    return headers(gateway.anyKey(scopes));
  }

  static String[] headers(String key) {
    return new String[] {
      "Authorization", "Basic " + base64("CORP\\ops:" + key),
      "X-Keyfactor-Requested-With", "APIClient",
      "X-Keyfactor-Api-Version", "1"
    };
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
