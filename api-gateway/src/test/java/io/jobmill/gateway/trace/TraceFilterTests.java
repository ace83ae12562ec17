// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.security.Scope;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.job.Trace;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceFilterTests {

  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String OTTER = "/api/jobs/trigger?template=t";

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();

  @BeforeEach
  void publish() {
    gateway.template(Map.of("name", "t", "operation", Map.of("type", "noop", "data", Map.of())));
  }

  @Test
  void handsTheTraceOfACallOnInTheRecordAndItsHeaders() {
    http.get(OTTER, "traceparent", PARENT, "tracestate", "a=1", "tracestate", "b=2");

    assertThat(gateway.lastRequest().trace()).isEqualTo(new Trace(PARENT, "a=1,b=2"));
    assertThat(header("traceparent")).isEqualTo(PARENT);
    assertThat(header("tracestate")).isEqualTo("a=1,b=2");
  }

  @Test
  void doesSoForOtherDialects() {
    http.json(
        "/api/v1/jobs",
        "{\"template\":\"t\"}",
        "Authorization",
        "Bearer " + gateway.anyKey(Scope.TRIGGER),
        "traceparent",
        PARENT);

    assertThat(gateway.lastRequest().trace()).isEqualTo(new Trace(PARENT, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense", "00-00000000000000000000000000000000-00f067aa0ba902b7-01", "%00", ""})
  void answersAsEverWhereTheHeaderIsNotValid(String traceparent) {
    var answer = http.get(OTTER, "traceparent", traceparent, "tracestate", "a=1");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(gateway.lastRequest().trace()).isNull();
    assertThat(header("traceparent")).isNull();
  }

  @Test
  void takesNoneOfTwo() {
    http.get(OTTER, "traceparent", PARENT, "traceparent", PARENT.replace('4', '5'));

    assertThat(gateway.lastRequest().trace()).isNull();
  }

  @Test
  void theNextCallOnTheSameConnectionIsNoPartOfIt() {
    http.get(OTTER, "traceparent", PARENT);
    http.get(OTTER);

    assertThat(gateway.lastRequest().trace()).isNull();
    assertThat(CallTrace.current()).isNull();
  }

  private @Nullable String header(String name) {
    Header header = gateway.lastRecord().headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }
}
