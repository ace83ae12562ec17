// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.run;

import io.jobmill.gateway.GatewayApplication;
import io.jobmill.observe.TracingSwitch;
import io.jobmill.projector.ProjectorApplication;
import io.jobmill.standalone.folder.Key;
import io.jobmill.worker.WorkerApplication;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The three services, each in a context of its own as in a process of its own. Only the gateway has
 * an HTTP port; it tells health and metrics of all three.
 */
final class Services {
  // Running jobs get five seconds, then they are handed back: two more for that.
  private static final String GRACE = "5s";
  private static final Duration WORKER_STOP = Duration.ofSeconds(7);
  private static final Duration PROJECTOR_STOP = Duration.ofMillis(1_500);
  private static final Duration GATEWAY_STOP = Duration.ofSeconds(1);

  private static final int MOST_IN_EMBEDDED_STORE = 20_000;

  private static final String SUFFIX = "HealthIndicator";

  private final Ground ground;
  private final RunningParts parts;
  private final PrometheusRegistry metrics = new PrometheusRegistry();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, metrics, Clock.SYSTEM);

  Services(Ground ground, RunningParts parts) {
    this.ground = ground;
    this.parts = parts;
  }

  ConfigurableApplicationContext projector() {
    return start(
        Stage.PROJECTOR,
        "projector",
        kept(new SpringApplicationBuilder(ProjectorApplication.class).web(WebApplicationType.NONE)),
        PROJECTOR_STOP,
        shared());
  }

  ConfigurableApplicationContext worker() {
    Map<String, Object> settings = shared();
    settings.put("jobmill.worker.grace", GRACE);
    return start(
        Stage.INTAKE,
        "worker",
        new SpringApplicationBuilder(WorkerApplication.class).web(WebApplicationType.NONE),
        WORKER_STOP,
        settings);
  }

  ConfigurableApplicationContext gateway(Key admin, Map<String, HealthIndicator> others) {
    Map<String, Object> settings = shared();
    settings.put("server.port", ground.settings().web());
    settings.put("spring.lifecycle.timeout-per-shutdown-phase", GATEWAY_STOP.toMillis() + "ms");
    settings.put("jobmill.admin-key", admin.text());
    settings.put(
        "management.endpoint.health.group.readiness.include",
        "readinessState,definitions,reading," + String.join(",", others.keySet()));
    settings.put(
        "management.endpoint.health.group.liveness.include", "livenessState,projectorLoops");
    return start(
        Stage.INTAKE,
        "gateway",
        GatewayApplication.builder()
            .initializers(context -> others.forEach((name, health) -> show(context, name, health))),
        GATEWAY_STOP,
        settings);
  }

  /** What the services themselves say of their health, by the name of the part. */
  static Map<String, HealthIndicator> healthOf(ApplicationContext... services) {
    Map<String, HealthIndicator> found = new TreeMap<>();
    for (ApplicationContext service : services) {
      service
          .getBeansOfType(HealthIndicator.class)
          .forEach(
              (name, health) -> {
                if (health.getClass().getName().startsWith("io.jobmill.")) {
                  found.put(name.substring(0, name.length() - SUFFIX.length()), health);
                }
              });
    }
    return found;
  }

  /** The embedded store slows down with what it holds; the environment may still say otherwise. */
  private SpringApplicationBuilder kept(SpringApplicationBuilder projector) {
    return ground.embeddedStore()
        ? projector.properties("jobmill.retention.max-ended=" + MOST_IN_EMBEDDED_STORE)
        : projector;
  }

  private ConfigurableApplicationContext start(
      Stage stage,
      String name,
      SpringApplicationBuilder service,
      Duration stop,
      Map<String, Object> settings) {
    service.initializers(this::shareMeters, new TracingSwitch());
    settings.put("spring.application.name", "jobmill-" + name);
    ConfigurableApplicationContext context = ServiceContext.start(name, service, settings);
    parts.add(new RunningPart(stage, name, stop, context::close));
    return context;
  }

  private Map<String, Object> shared() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("jobmill.kafka.bootstrap-servers", ground.kafka());
    if (ground.settings().servers().kafka().isEmpty()) {
      settings.put("jobmill.kafka.replication-factor", 1);
    }
    settings.put("jobmill.mongodb.uri", ground.mongodb());
    settings.put("jobmill.data-dir", ground.folder().path());
    settings.put("jobmill.templates-dir", ground.settings().templatesFolder());
    settings.put("jobmill.secret-key", ground.folder().secretKey(ground.settings().keys()).text());
    return settings;
  }

  private void shareMeters(ConfigurableApplicationContext context) {
    context.getBeanFactory().registerSingleton("prometheusRegistry", metrics);
    context.getBeanFactory().registerSingleton("prometheusMeterRegistry", meters);
  }

  private static void show(
      ConfigurableApplicationContext context, String name, HealthIndicator health) {
    ((GenericApplicationContext) context)
        .registerBean(name + SUFFIX, HealthIndicator.class, () -> health);
  }
}
