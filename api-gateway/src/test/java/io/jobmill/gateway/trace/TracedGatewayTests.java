// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.job.Trace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gateway that was told of a collector, which here is a plain HTTP server. */
@Timeout(120)
class TracedGatewayTests {

  private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE_ID + "-00f067aa0ba902b7-01";

  private final BlockingQueue<String> collected = new LinkedBlockingQueue<>();
  private HttpServer collector = server();

  @BeforeEach
  void collect() {
    collector.createContext(
        "/v1/traces",
        exchange -> {
          collected.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
  }

  @AfterEach
  void stop() {
    collector.stop(0);
  }

  @Test
  void recordsTheCallAndTheSendInTheCallersTrace() throws Exception {
    String endpoint = "http://127.0.0.1:%d/v1/traces".formatted(collector.getAddress().getPort());
    try (var context =
        RunningGateway.start(
            Map.of(
                "management.opentelemetry.tracing.export.otlp.endpoint",
                endpoint,
                "management.opentelemetry.tracing.export.schedule-delay",
                "50ms"))) {
      RunningGateway gateway = RunningGateway.of(context);
      gateway.template(Map.of("name", "t", "operation", Map.of("type", "noop", "data", Map.of())));

      gateway
          .http()
          .get("/api/jobs/trigger?template=t", "traceparent", PARENT, "tracestate", "a=1");

      Trace handedOn = Objects.requireNonNull(gateway.lastRequest().trace());
      assertThat(handedOn.id()).isEqualTo(TRACE_ID);
      assertThat(handedOn.state()).isEqualTo("a=1");
      assertThat(handedOn.parent()).isNotEqualTo(PARENT).endsWith("-01");
      String spanId = handedOn.parent().substring(36, 52);
      assertThat(collectedUntil("send jobmill.jobs.default", "http get"))
          .contains("jobmill-gateway", raw(TRACE_ID), raw(spanId))
          .contains("jobmill.job", String.valueOf(gateway.lastRequest().id()));
    }
  }

  private String collectedUntil(String... parts) throws InterruptedException {
    StringBuilder all = new StringBuilder();
    for (String part : parts) {
      while (all.indexOf(part) < 0) {
        String next = collected.poll(30, TimeUnit.SECONDS);
        assertThat(next).as("spans with %s after %s", part, all).isNotNull();
        all.append(next);
      }
    }
    return all.toString();
  }

  private static String raw(String hex) {
    return new String(HexFormat.of().parseHex(hex), ISO_8859_1);
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
