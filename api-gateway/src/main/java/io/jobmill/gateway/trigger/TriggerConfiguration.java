// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import io.jobmill.gateway.audit.Audit;
import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.metrics.GatewayMetric;
import io.jobmill.gateway.problem.Outage;
import io.jobmill.gateway.query.StoredJobs;
import io.jobmill.kafka.KafkaSettings;
import io.jobmill.observe.Meters;
import io.jobmill.observe.Spans;
import io.jobmill.secret.SecretKeyring;
import io.micrometer.core.instrument.Counter;
import java.time.Clock;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({TriggerSettings.class, KafkaSettings.class})
class TriggerConfiguration {

  @Bean
  Trigger.Rules triggerRules(
      Targets targets, TriggerSettings settings, Clock clock, Meters meters) {
    Counter lowered = meters.counter(GatewayMetric.LOWERED);
    return new Trigger.Rules(
        settings.latest(),
        new Addressing(targets, settings.answerWithin()),
        new Submitters(settings.share(), lowered::increment, clock));
  }

  @Bean
  Trigger trigger(
      Producer<byte[], byte[]> jobProducer,
      KafkaSettings kafka,
      SecretKeyring keyring,
      AcceptedJobs acceptedJobs,
      Trigger.Rules rules,
      Clock clock,
      Meters meters,
      Spans spans) {
    Counter accepted = meters.counter(GatewayMetric.ACCEPTED);
    JobQueues queues =
        new JobQueues(jobProducer, kafka.topics(), new Outage(clock), accepted::increment, spans);
    return new Trigger(queues, keyring, acceptedJobs, rules, clock);
  }

  @Bean
  AuditedTrigger auditedTrigger(
      Trigger trigger,
      StoredJobs stored,
      SecretKeyring keyring,
      Audit audit,
      TriggerSettings settings) {
    Decisions decisions = new Decisions(stored, keyring, Decisions.MOST_LOOKS);
    return new AuditedTrigger(trigger, decisions, audit, settings.audited());
  }

  @Bean
  Repeats repeats(Trigger trigger, Templates templates, SecretKeyring keyring, Clock clock) {
    return new Repeats(trigger, templates, keyring, clock);
  }
}
