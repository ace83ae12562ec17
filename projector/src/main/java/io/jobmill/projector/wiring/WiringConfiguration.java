// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.wiring;

import io.jobmill.event.Origin;
import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.KafkaSettings;
import io.jobmill.kafka.Sends;
import io.jobmill.kafka.TopicSetup;
import io.jobmill.observe.Meters;
import io.jobmill.secret.SecretKeyring;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** The clients of Kafka, and what the projector is called. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KafkaSettings.class, MongoSettings.class, ProjectorSettings.class})
@Import(StoreConfiguration.class)
public class WiringConfiguration {

  /** What is not acknowledged by then is written again, by a later pass. */
  private static final Duration DELIVERY = Duration.ofSeconds(10);

  @Bean
  Clock projectorClock() {
    return Clock.systemUTC();
  }

  @Bean
  KafkaClients projectorKafkaClients(KafkaSettings settings, ObjectProvider<Meters> meters) {
    return new KafkaClients(settings, meters.getIfAvailable(Meters::unread));
  }

  @Bean
  Admin projectorAdmin(KafkaClients clients) {
    return clients.admin("jobmill-projector-admin", Duration.ofSeconds(10));
  }

  @Bean
  Producer<byte[], byte[]> projectorProducer(KafkaClients clients) {
    return clients.producer("jobmill-projector", DELIVERY);
  }

  @Bean
  Sends projectorSends(Producer<byte[], byte[]> producer) {
    return new Sends(producer);
  }

  @Bean
  Origin projectorOrigin(ProjectorSettings settings) {
    String incarnation = UUID.randomUUID().toString();
    String id = settings.id();
    return new Origin(id == null ? "projector-" + incarnation.substring(0, 8) : id, incarnation);
  }

  @Bean
  EventRecords eventRecords(Origin origin, TopicIds ids, Clock clock) {
    return new EventRecords(ids.topics().events(), origin, clock);
  }

  /** Not a settings record: those can be listed and printed. */
  @Bean
  SecretKeyring projectorKeyring(Environment environment) {
    return Binder.get(environment)
        .bind("jobmill.secret-key", String.class)
        .map(SecretKeyring::new)
        .orElseThrow(MissingSecretException::new);
  }

  @Bean
  TopicIds topicIds(Admin admin, KafkaSettings settings) {
    new TopicSetup(admin, settings).ensure(List.of());
    return TopicIds.of(admin, settings.topics());
  }
}
