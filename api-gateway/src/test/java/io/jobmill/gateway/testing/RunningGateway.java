// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.testing;

import io.jobmill.gateway.GatewayApplication;
import io.jobmill.gateway.security.ApiKeys;
import io.jobmill.gateway.security.KeyGrant;
import io.jobmill.gateway.security.Scope;
import io.jobmill.job.JobRequest;
import io.jobmill.template.Origin;
import io.jobmill.template.Parsed;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateReader;
import io.jobmill.template.TemplateRecord;
import io.jobmill.testkit.time.SettableClock;
import io.jobmill.wire.JobRequestCodec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** One gateway for all tests of a JVM. Tests tell each other's traffic apart by their address. */
public final class RunningGateway {

  public static final String ADMIN = "the admin key of the tests, long enough";
  public static final String SECRET = "the secret key of the tests, at least 32 characters";

  private static @Nullable RunningGateway running;

  private final ConfigurableApplicationContext context;
  private final AtomicInteger keys = new AtomicInteger();

  private RunningGateway(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** The gateway, emptied of what tests before left in it. */
  public static synchronized RunningGateway emptied() {
    if (running == null) {
      running = new RunningGateway(start());
    }
    running.reset();
    return running;
  }

  private static ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(Edges.class)
        .bannerMode(Banner.Mode.OFF)
        .properties(GatewayApplication.defaults())
        .properties(
            Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "jobmill.admin-key", ADMIN,
                "jobmill.secret-key", SECRET,
                "jobmill.gateway.body-timeout", "5s",
                "jobmill.gateway.log-streams", "1",
                "server.tomcat.connection-timeout", "2s"))
        .run();
  }

  public Http http() {
    return new Http(port());
  }

  public int port() {
    return Integer.parseInt(
        String.valueOf(context.getEnvironment().getProperty("local.server.port")));
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  public SettableClock clock() {
    return context.getBean(SettableClock.class);
  }

  public InMemoryJobs jobs() {
    return context.getBean(InMemoryJobs.class);
  }

  @SuppressWarnings("unchecked")
  public MockProducer<byte[], byte[]> producer() {
    return context.getBean(MockProducer.class);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Puts a template in force, given as a file would write it. */
  public Template template(Map<String, Object> tree) {
    Parsed<Template> parsed = TemplateReader.read(tree);
    if (parsed instanceof Parsed.Valid<Template> valid) {
      Template template = valid.value();
      templates()
          .put(
              Template.lookupKey(template.name()),
              new TemplateRecord(template, Origin.FILE, "test.yaml"));
      return template;
    }
    throw new IllegalArgumentException(parsed.toString());
  }

  /** A key of this name with these scopes, for everything. */
  public String key(String name, Scope... scopes) {
    return key(new KeyGrant(name, Set.of(scopes), List.of(), List.of(), null));
  }

  public String key(KeyGrant grant) {
    return bean(ApiKeys.class).create(grant).text().reveal();
  }

  public String anyKey(Scope... scopes) {
    return key("key-" + keys.incrementAndGet(), scopes);
  }

  /** The request that was put on a queue last. */
  public JobRequest lastRequest() {
    ProducerRecord<byte[], byte[]> record = lastRecord();
    return JobRequestCodec.decode(record.topic(), 0, 0, record.key(), record.value());
  }

  public ProducerRecord<byte[], byte[]> lastRecord() {
    var history = producer().history();
    return history.get(history.size() - 1);
  }

  @SuppressWarnings("unchecked")
  private InMemoryTable<TemplateRecord> templates() {
    return (InMemoryTable<TemplateRecord>) context.getBean("templatesTable");
  }

  private void reset() {
    templates().clear();
    ((InMemoryTable<?>) context.getBean("keysTable")).clear();
    jobs().clear();
    producer().clear();
    producer().sendException = null;
    // A minute later: wrong keys of the test before are forgotten.
    clock().advance(Duration.ofMinutes(2));
  }
}
