// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.testing;

import io.jobmill.gateway.GatewayApplication;
import io.jobmill.gateway.security.ApiKeys;
import io.jobmill.gateway.security.KeyGrant;
import io.jobmill.gateway.security.Scope;
import io.jobmill.job.JobRequest;
import io.jobmill.observe.TracingSwitch;
import io.jobmill.template.Origin;
import io.jobmill.template.Parsed;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateReader;
import io.jobmill.template.TemplateRecord;
import io.jobmill.testkit.time.SettableClock;
import io.jobmill.wire.JobRequestCodec;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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
  private static @Nullable RunningGateway hasty;

  private final ConfigurableApplicationContext context;
  private final AtomicInteger keys = new AtomicInteger();

  private RunningGateway(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** The gateway, emptied of what tests before left in it. */
  public static synchronized RunningGateway emptied() {
    if (running == null) {
      running = new RunningGateway(start(Map.of()));
    }
    running.reset();
    return running;
  }

  /** One that does not wait long for a body. */
  public static synchronized RunningGateway hasty() {
    if (hasty == null) {
      hasty =
          new RunningGateway(
              start(
                  Map.of(
                      "server.tomcat.connection-timeout", "200ms",
                      "jobmill.gateway.body-timeout", "1s")));
    }
    return hasty;
  }

  /** A gateway that {@link #start} has made. */
  public static RunningGateway of(ConfigurableApplicationContext context) {
    return new RunningGateway(context);
  }

  /** One more gateway, with settings of its own, for as long as the context is open. */
  public static ConfigurableApplicationContext start(Map<String, Object> settings) {
    return new SpringApplicationBuilder(Edges.class)
        .bannerMode(Banner.Mode.OFF)
        .initializers(new TracingSwitch())
        .properties(GatewayApplication.defaults())
        .properties(
            Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "jobmill.admin-key", ADMIN,
                "jobmill.secret-key", SECRET,
                "jobmill.jwt-secret", Jwts.SECRET,
                "jobmill.gateway.body-timeout", "5s",
                "jobmill.gateway.log-streams", "1",
                "server.tomcat.connection-timeout", "2s"))
        .properties(settings)
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
    return (MockProducer<byte[], byte[]>) context.getBean("jobProducer");
  }

  /** Takes what operators change: events, commands and the audit trail. */
  @SuppressWarnings("unchecked")
  public MockProducer<byte[], byte[]> changes() {
    return (MockProducer<byte[], byte[]>) context.getBean("changeProducer");
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
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

  /** From now on everything that stands behind the gateway fails as if by a mistake of ours. */
  public void breakDown() {
    tables().forEach(InMemoryTable::breakDown);
    jobs().breakDown();
  }

  /** From now on nothing that is defined can be changed. */
  public void loseDefinitions() {
    tables().forEach(InMemoryTable::lose);
  }

  private Stream<InMemoryTable<?>> tables() {
    return Arrays.stream(context.getBeanNamesForType(InMemoryTable.class))
        .map(name -> (InMemoryTable<?>) context.getBean(name));
  }

  private void reset() {
    tables().forEach(InMemoryTable::clear);
    jobs().clear();
    producer().clear();
    producer().sendException = null;
    changes().clear();
    changes().sendException = null;
    // A minute later: wrong keys of the test before are forgotten.
    clock().advance(Duration.ofMinutes(2));
  }
}
