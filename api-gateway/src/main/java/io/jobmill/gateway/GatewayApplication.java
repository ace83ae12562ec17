// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway;

import static java.util.Map.entry;

import io.jobmill.observe.LogLine;
import io.jobmill.observe.TracingSwitch;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The gateway as a process of its own, or as one context among others in one JVM. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(GatewayConfiguration.class)
public class GatewayApplication {

  /** Not a file: in one JVM with other services, only one such file would be found. */
  private static final Map<String, Object> DEFAULTS =
      Map.ofEntries(
          entry("spring.application.name", "jobmill-gateway"),
          entry("logging.pattern.correlation", LogLine.JOB_PATTERN),
          // Bodies are read by us, with our bounds; nothing may have eaten them before.
          entry("spring.servlet.multipart.enabled", "false"),
          entry("spring.mvc.formcontent.filter.enabled", "false"),
          entry("spring.web.resources.add-mappings", "false"),
          entry("server.max-http-request-header-size", "32KB"),
          entry("server.tomcat.connection-timeout", "20s"),
          // Should somebody switch it on: paths without queries, which may hold a key.
          entry("server.tomcat.accesslog.pattern", "%h %t \"%m %U\" %s %b %D"),
          entry("server.tomcat.keep-alive-timeout", "60s"),
          entry("server.tomcat.max-keep-alive-requests", "-1"),
          entry("logging.level.org.apache.kafka", "WARN"),
          // Says once a second and client what we say once.
          entry("logging.level.org.apache.kafka.clients.NetworkClient", "ERROR"),
          entry("logging.level.org.mongodb.driver", "WARN"),
          // One line for every path that a stranger tries would fill the disk.
          entry("logging.level.org.springframework.web.servlet.PageNotFound", "ERROR"),
          entry("spring.lifecycle.timeout-per-shutdown-phase", "5s"),
          entry("management.endpoints.web.exposure.include", "health,prometheus"),
          entry("management.endpoint.health.probes.enabled", "true"),
          entry(
              "management.endpoint.health.group.readiness.include",
              "readinessState,definitions,reading"),
          // Says what is wrong, or works only in part; there is nothing in it that is secret.
          entry("management.endpoint.health.group.readiness.show-details", "always"),
          entry(
              "management.endpoint.health.status.order", "DOWN,OUT_OF_SERVICE,DEGRADED,UP,UNKNOWN"),
          entry("management.endpoint.health.validate-group-membership", "false"));

  /** What is set unless something else sets it otherwise. */
  public static Map<String, Object> defaults() {
    return DEFAULTS;
  }

  public static void main(String[] args) {
    builder().run(args);
  }

  /** The application ready to run; what is set here can be set otherwise. */
  public static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(GatewayApplication.class)
        .web(WebApplicationType.SERVLET)
        .bannerMode(Banner.Mode.OFF)
        .initializers(new TracingSwitch())
        .properties(DEFAULTS);
  }
}
