// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.handler.JobContext;
import io.jobmill.handler.JobHandler;
import io.jobmill.worker.handler.http.HttpHandler;
import io.jobmill.worker.handler.sample.NoopHandler;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlerRegistryTests {

  @Test
  void findsHandlersByName() {
    HandlerRegistry registry = new HandlerRegistry(List.of(new NoopHandler(), new HttpHandler()));

    assertThat(registry.types()).containsExactly("http", "noop");
    assertThat(registry.find("noop")).containsInstanceOf(NoopHandler.class);
    assertThat(registry.find("other")).isEmpty();
  }

  @Test
  void refusesTwoHandlersOfOneNameAndNamesBoth() {
    List<JobHandler> handlers = List.of(new HttpHandler(), new AnotherHttpHandler());

    assertThatThrownBy(() -> new HandlerRegistry(handlers))
        .hasMessage(
            "two job handlers are named 'http': %s and %s"
                .formatted(HttpHandler.class.getName(), AnotherHttpHandler.class.getName()));
  }

  private static final class AnotherHttpHandler implements JobHandler {
    @Override
    public String name() {
      return "http";
    }

    @Override
    public void handle(JobContext job) {
      throw new UnsupportedOperationException();
    }
  }
}
