// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import io.jobmill.handler.JobHandler;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.KafkaSettings;
import io.jobmill.observe.Meters;
import io.jobmill.observe.Spans;
import io.jobmill.observe.TracingSwitch;
import io.jobmill.worker.handler.sample.NoopHandler;
import io.jobmill.worker.metrics.MeteredListener;
import io.jobmill.worker.metrics.WorkerListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * A whole worker, for an application of its own or inside another one. Every {@link JobHandler}
 * bean around it, and every one that {@link ServiceLoader} finds, is a kind of job it can run.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WorkerProperties.class, WorkerHome.class, KafkaSettings.class})
class WorkerConfiguration {

  @Bean
  NoopHandler noopHandler() {
    return new NoopHandler();
  }

  /** In the registry of the process or, where it has none, in Micrometer's global one. */
  @Bean
  Meters workerMeters(ObjectProvider<MeterRegistry> registry) {
    return new Meters(registry.getIfAvailable(() -> Metrics.globalRegistry));
  }

  @Bean
  Spans workerSpans(
      ObjectProvider<Tracer> tracer,
      ObjectProvider<Propagator> propagator,
      Environment environment) {
    return Spans.of(
        tracer.getIfUnique(), propagator.getIfUnique(), TracingSwitch.share(environment));
  }

  @Bean
  WorkerListener workerListener(
      Meters workerMeters, WorkerProperties properties, ApplicationContext application) {
    return new MeteredListener(
        workerMeters,
        properties.meteredTemplates(),
        Clock.systemUTC(),
        () -> AvailabilityChangeEvent.publish(application, LivenessState.BROKEN));
  }

  @Bean
  WorkerLifecycle workerLifecycle(
      WorkerProperties properties,
      WorkerHome home,
      KafkaSettings kafka,
      ObjectProvider<JobHandler> handlers,
      WorkerListener listener,
      Meters workerMeters,
      Spans workerSpans) {
    List<JobHandler> found = new ArrayList<>(handlers.orderedStream().toList());
    ServiceLoader.load(JobHandler.class).forEach(found::add);
    Clock clock = Clock.systemUTC();
    WorkerParts parts =
        new WorkerParts(
            new KafkaClients(kafka, workerMeters),
            found,
            WorkerParts.BUILT_IN,
            home.keyring(),
            listener,
            clock,
            workerSpans);
    return new WorkerLifecycle(new WorkerStarter(properties, home, parts), properties, clock);
  }

  @Bean
  WorkerHealthIndicator workerHealthIndicator(WorkerLifecycle lifecycle) {
    return new WorkerHealthIndicator(lifecycle::problem);
  }
}
