// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import io.jobmill.handler.JobHandler;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.KafkaSettings;
import io.jobmill.observe.Meters;
import io.jobmill.observe.Spans;
import io.jobmill.observe.TracingSwitch;
import io.jobmill.worker.handler.HandlerRegistry;
import io.jobmill.worker.metrics.MeteredListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * A worker for an application that is there for something else. Every {@link JobHandler} bean of
 * the application, and every one that {@link ServiceLoader} finds, is a kind of job it can run.
 * Adds its own beans and settings; looks at no other bean of the application but its meters and its
 * tracer.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  WorkerProperties.class,
  HostedProperties.class,
  WorkerHome.class,
  KafkaSettings.class
})
public class HostedWorkerConfiguration {

  /** What the application watches itself with. */
  record Surroundings(ObjectProvider<MeterRegistry> registry, Spans spans) {}

  @Bean
  Surroundings jobmillWorkerSurroundings(
      ObjectProvider<MeterRegistry> registry,
      ObjectProvider<Tracer> tracer,
      ObjectProvider<Propagator> propagator,
      Environment environment) {
    return new Surroundings(
        registry,
        Spans.of(tracer.getIfUnique(), propagator.getIfUnique(), TracingSwitch.share(environment)));
  }

  @Bean
  HostedWorker jobmillWorker(
      WorkerProperties worker,
      HostedProperties hosted,
      WorkerHome home,
      KafkaSettings kafka,
      ObjectProvider<JobHandler> handlers,
      Surroundings surroundings) {
    List<JobHandler> found = new ArrayList<>(handlers.orderedStream().toList());
    ServiceLoader.load(JobHandler.class).forEach(found::add);
    // Two of one name are a mistake of the application, which its start must show.
    HandlerRegistry unused = new HandlerRegistry(found);
    Clock clock = Clock.systemUTC();
    MeterRegistry own = surroundings.registry().getIfUnique();
    Meters meters = own == null ? Meters.unread() : new Meters(own);
    WorkerParts parts =
        new WorkerParts(
            new KafkaClients(kafka, meters),
            List.copyOf(found),
            hosted.builtIn(),
            home.keyring(),
            // An error that ends a loop shows in the worker's health: the application's own is its
            // own.
            new MeteredListener(meters, worker.meteredTemplates(), clock, () -> {}),
            clock,
            surroundings.spans());
    return new HostedWorker(new WorkerStarter(worker, home, parts), home, worker, clock);
  }
}
