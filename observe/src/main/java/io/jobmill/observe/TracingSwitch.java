// SPDX-License-Identifier: Apache-2.0
package io.jobmill.observe;

import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertyResolver;

/**
 * Leaves Spring Boot's tracing out of a service whose spans would go nowhere: it would cost time on
 * every request, and tell nobody anything.
 */
public final class TracingSwitch
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  /** Where spans are sent to; while it is not set, there are none. */
  public static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

  private static final String SHARE = "management.tracing.sampling.probability";
  private static final double USUAL_SHARE = 0.1;

  private static final String EXCLUDE = "spring.autoconfigure.exclude";
  private static final String BOOT = "org.springframework.boot.";

  private static final List<String> TRACING =
      List.of(
          BOOT + "micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
          BOOT + "micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration",
          BOOT
              + "micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
          BOOT + "micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration",
          BOOT + "opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration");

  /** Which part of the traces is kept: Spring Boot's setting, with its default. */
  public static double share(PropertyResolver settings) {
    return settings.getProperty(SHARE, Double.class, USUAL_SHARE);
  }

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    ConfigurableEnvironment environment = context.getEnvironment();
    if (environment.containsProperty(ENDPOINT)) {
      return;
    }
    String wished = environment.getProperty(EXCLUDE);
    String all = String.join(",", TRACING) + (wished == null ? "" : "," + wished);
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("tracing-off", Map.of(EXCLUDE, all)));
  }
}
