// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.action;

import io.jobmill.event.Origin;
import io.jobmill.gateway.audit.Audit;
import io.jobmill.gateway.query.JobLookup;
import io.jobmill.gateway.query.StoredJobs;
import io.jobmill.gateway.query.StoredLists;
import io.jobmill.gateway.trigger.Repeats;
import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.KafkaSettings;
import io.jobmill.kafka.Sends;
import java.time.Clock;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaSettings.class)
class ActionConfiguration {

  @Bean
  ChangeRecords changeRecords(
      Producer<byte[], byte[]> changeProducer, KafkaSettings kafka, Clock clock) {
    String incarnation = UUID.randomUUID().toString();
    // A gateway keeps nothing, so that it has no name to come back under.
    Origin origin = new Origin("gateway-" + incarnation.substring(0, 8), incarnation);
    EventRecords events = new EventRecords(kafka.topics().events(), origin, clock);
    return new ChangeRecords(new Sends(changeProducer), events, kafka.topics().commands());
  }

  @Bean
  Projected projected(JobLookup jobs, StoredJobs stored, StoredLists lists) {
    return new Projected(jobs, stored, lists);
  }

  @Bean
  JobActions jobActions(Projected projected, ChangeRecords records, Repeats repeats, Audit audit) {
    return new JobActions(projected, records, repeats, audit);
  }

  @Bean
  BulkRetry bulkRetry(Projected projected, ChangeRecords records, Repeats repeats, Audit audit) {
    return new BulkRetry(projected, records, repeats, audit);
  }

  @Bean
  WorkerActions workerActions(ChangeRecords records, Audit audit) {
    return new WorkerActions(records, audit);
  }
}
