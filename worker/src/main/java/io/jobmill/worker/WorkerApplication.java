// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import io.jobmill.observe.LogLine;
import io.jobmill.observe.TracingSwitch;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The worker as a process of its own: its HTTP port tells only health and metrics. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(WorkerConfiguration.class)
public class WorkerApplication {

  /** Not in a file: several services may stand on one class path. */
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          "spring.application.name", "jobmill-worker",
          "logging.pattern.correlation", LogLine.JOB_PATTERN,
          "spring.main.banner-mode", "off",
          "management.endpoints.web.exposure.include", "health,prometheus",
          "management.endpoint.health.probes.enabled", "true",
          "management.endpoint.health.group.readiness.include", "readinessState,worker",
          // Says why; there is nothing in it that is secret.
          "management.endpoint.health.group.readiness.show-details", "always",
          "logging.level.org.apache.kafka", "WARN");

  public static void main(String[] args) {
    new SpringApplicationBuilder(WorkerApplication.class)
        .initializers(new TracingSwitch())
        .properties(DEFAULTS)
        .run(args);
  }
}
