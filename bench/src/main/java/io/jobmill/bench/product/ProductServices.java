// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.product;

import io.jobmill.gateway.GatewayApplication;
import io.jobmill.projector.ProjectorApplication;
import io.jobmill.worker.WorkerApplication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The three services in this JVM, each with the settings it has by default. */
final class ProductServices implements AutoCloseable {

  static final String NOOP = "bench-noop";
  static final String CLOCK = ClockHandler.NAME;

  static final String ADMIN_KEY = "bench-admin-key-0123456789abcdef0123456789";

  private static final String TEMPLATES =
      """
      name: %s
      operation: {type: noop}
      ---
      name: %s
      operation: {type: %s}
      """
          .formatted(NOOP, CLOCK, CLOCK);

  private final Map<String, Object> settings;
  private final ClockHandler clock;
  private @Nullable ConfigurableApplicationContext projector;
  private @Nullable ConfigurableApplicationContext worker;
  private @Nullable ConfigurableApplicationContext gateway;

  ProductServices(ProductServers servers, ClockHandler clock) throws IOException {
    this.settings = settings(servers, templates(servers.folder()));
    this.clock = clock;
  }

  void start() {
    startProjector();
    startWorker();
    startGateway();
  }

  void startWithoutWorker() {
    startProjector();
    startGateway();
  }

  void startWorker() {
    worker =
        start(
            service(WorkerApplication.class),
            context ->
                ((GenericApplicationContext) context)
                    .registerBean("benchClock", ClockHandler.class, () -> clock));
  }

  void stopWorker() {
    if (worker != null) {
      worker.close();
      worker = null;
    }
  }

  private void startProjector() {
    projector = start(service(ProjectorApplication.class), context -> {});
  }

  private void startGateway() {
    gateway = start(GatewayApplication.builder(), context -> {});
  }

  URI http() {
    if (gateway == null) {
      throw new IllegalStateException("the gateway has not been started");
    }
    return URI.create(
        "http://127.0.0.1:" + gateway.getEnvironment().getRequiredProperty("local.server.port"));
  }

  @Override
  public void close() {
    for (var context : new ConfigurableApplicationContext[] {gateway, worker, projector}) {
      if (context != null) {
        context.close();
      }
    }
  }

  private static SpringApplicationBuilder service(Class<?> application) {
    return new SpringApplicationBuilder(application).web(WebApplicationType.NONE);
  }

  private ConfigurableApplicationContext start(
      SpringApplicationBuilder service,
      ApplicationContextInitializer<ConfigurableApplicationContext> further) {
    return service
        // No file: one that a service brings would be read by all of them.
        .properties("spring.config.name=jobmill-bench")
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .registerShutdownHook(false)
        .initializers(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("bench", settings)),
            further)
        .run();
  }

  private static Map<String, Object> settings(ProductServers servers, Path templates) {
    return Map.ofEntries(
        Map.entry("jobmill.kafka.bootstrap-servers", servers.kafka().bootstrapServers()),
        Map.entry("jobmill.kafka.topic-prefix", servers.kafka().topicPrefix()),
        Map.entry("jobmill.kafka.replication-factor", 1),
        Map.entry("jobmill.mongodb.uri", servers.mongoUri()),
        Map.entry("jobmill.mongodb.database", servers.database()),
        Map.entry("jobmill.data-dir", servers.folder().resolve("data").toString()),
        Map.entry("jobmill.templates-dir", templates.toString()),
        Map.entry("jobmill.admin-key", ADMIN_KEY),
        Map.entry("jobmill.secret-key", "bench-secret-key-0123456789abcdef0123456789"),
        Map.entry("jobmill.worker.slots", servers.slots()),
        // All jobs are to be there when they are counted, also on the embedded store.
        Map.entry("jobmill.retention.max-ended", 1_000_000_000),
        Map.entry("server.port", 0),
        Map.entry("management.endpoint.health.validate-group-membership", false),
        Map.entry("logging.level.org.apache.kafka", "ERROR"));
  }

  private static Path templates(Path folder) throws IOException {
    var templates = Files.createDirectories(folder.resolve("templates"));
    Files.writeString(templates.resolve("bench.yaml"), TEMPLATES);
    return templates;
  }
}
