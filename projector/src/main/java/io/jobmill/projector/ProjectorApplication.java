// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import static java.util.Map.entry;

import io.jobmill.observe.LogLine;
import io.jobmill.observe.TracingSwitch;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The projector as a process of its own: its HTTP port tells only health and metrics. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ProjectorConfiguration.class)
public class ProjectorApplication {

  /** Not in a file: several services may stand on one class path. */
  private static final Map<String, Object> DEFAULTS =
      Map.ofEntries(
          entry("spring.application.name", "jobmill-projector"),
          entry("logging.pattern.correlation", LogLine.JOB_PATTERN),
          entry("spring.lifecycle.timeout-per-shutdown-phase", "20s"),
          entry("management.endpoints.web.exposure.include", "health,prometheus"),
          entry("management.endpoint.health.probes.enabled", "true"),
          entry(
              "management.endpoint.health.group.liveness.include", "livenessState,projectorLoops"),
          entry("management.endpoint.health.group.readiness.include", "readinessState,projector"),
          // Says why; there is nothing in it that is secret.
          entry("management.endpoint.health.group.readiness.show-details", "always"),
          entry("logging.level.org.apache.kafka", "WARN"),
          // Says once a second and client what the loops say once.
          entry("logging.level.org.apache.kafka.clients.NetworkClient", "ERROR"),
          entry("logging.level.org.mongodb.driver", "WARN"));

  public static void main(String[] args) {
    builder().run(args);
  }

  /** The application ready to run; what is set here can be set otherwise. */
  public static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(ProjectorApplication.class)
        .bannerMode(Banner.Mode.OFF)
        .initializers(new TracingSwitch())
        .properties(DEFAULTS);
  }
}
