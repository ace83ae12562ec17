// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Command;
import io.jobmill.event.Origin;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.Sends;
import io.jobmill.kafka.ShareGroupSetup;
import io.jobmill.kafka.TableListener;
import io.jobmill.kafka.TableSource;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.queue.QueueConfiguration;
import io.jobmill.projector.queue.Requests;
import io.jobmill.projector.schedule.Occurrences;
import io.jobmill.projector.schedule.ScheduleConfiguration;
import io.jobmill.projector.store.JobRemover;
import io.jobmill.projector.store.KeptViews;
import io.jobmill.projector.store.Positions;
import io.jobmill.projector.store.WatermarkWriter;
import io.jobmill.projector.wiring.ProjectorSettings;
import io.jobmill.projector.wiring.TopicIds;
import io.jobmill.schedule.ScheduleRecord;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.store.JobViews;
import io.jobmill.store.ViewDatabase;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateRecord;
import io.jobmill.wire.CommandCodec;
import io.jobmill.wire.TemplateCodec;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Upkeep and the tables it looks things up in. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionSettings.class)
@Import(ScheduleConfiguration.class)
public class UpkeepConfiguration {

  @Bean
  CompactedTable<Command> commandTable(
      KafkaClients clients, TopicIds ids, ProjectorListener listener, Clock clock) {
    return new CompactedTable<>(
        new TableSource<>(ids.topics().commands(), (key, value) -> CommandCodec.decode(value)),
        clients,
        new TableListener<>() {},
        listener,
        clock);
  }

  @Bean
  CompactedTable<TemplateRecord> templateTable(
      KafkaClients clients, TopicIds ids, ProjectorListener listener, Clock clock) {
    return new CompactedTable<>(
        new TableSource<>(ids.topics().templates(), (key, value) -> TemplateCodec.decode(value)),
        clients,
        new TableListener<>() {},
        listener,
        clock);
  }

  @Bean
  Liveness liveness(Origin origin) {
    return new Liveness(origin);
  }

  @Bean
  Addressing addressing(
      Liveness liveness, CompactedTable<TemplateRecord> templates, ProjectorSettings settings) {
    return new Addressing(liveness, name -> template(templates, name), settings.answerWithin());
  }

  @Bean
  SignedRequests signedRequests(TopicIds ids, SecretKeyring keyring, EventRecords events) {
    return new SignedRequests(ids.topics(), keyring, events);
  }

  @Bean
  RequestRecords requestRecords(SignedRequests signed, Addressing addressing) {
    return new RequestRecords(signed, addressing);
  }

  @Bean
  Asks asks(JobViews views, Sends sends, RequestRecords asking, ProjectorListener listener) {
    return new Asks(views, sends, asking, listener);
  }

  @Bean
  GoneRequests.Original original(
      KafkaClients clients,
      TopicIds ids,
      Requests requests,
      SecretKeyring keyring,
      CompactedTable<TemplateRecord> templates) {
    QueueRecords records =
        new QueueRecords(
            clients.consumer("jobmill-projector-requests", Map.of("max.poll.records", 1)),
            ids.topics());
    Resealing resealing = new Resealing(name -> template(templates, name), keyring);
    return new GoneRequests.Original(records, requests, resealing);
  }

  @Bean
  GoneRequests goneRequests(
      JobViews views,
      GoneRequests.Original original,
      RequestRecords asking,
      Sends sends,
      CompactedTable<Command> commands) {
    return new GoneRequests(views, original, asking, sends, commands);
  }

  @Bean
  Rounds.Effects effects(
      EventRecords events,
      Sends sends,
      Asks asks,
      GoneRequests gone,
      Orders orders,
      Occurrences occurrences,
      Appointments appointments,
      ProjectorListener listener) {
    return new Rounds.Effects(
        new LostReports(events, sends, listener),
        asks,
        gone,
        orders,
        occurrences,
        appointments,
        listener);
  }

  @Bean
  Appointments appointments(
      CompactedTable<ScheduleRecord> schedules,
      TopicIds ids,
      JobViews views,
      EventRecords events,
      Sends sends) {
    return new Appointments(schedules, ids.topics().schedules(), views, events, sends);
  }

  @Bean
  Orders orders(
      CompactedTable<Command> commands,
      JobViews views,
      EventRecords events,
      Sends sends,
      ProjectorListener listener,
      TopicIds ids) {
    String topic = ids.topics().commands();
    return new Orders(
        new Stops(commands, views, sends, topic),
        new Cancels(commands, events, sends, topic),
        listener);
  }

  @Bean
  Rounds rounds(
      Admin admin,
      KafkaClients clients,
      ProjectorSettings settings,
      CompactedTable<TemplateRecord> templates,
      Rounds.Effects effects,
      WatermarkWriter watermarks) {
    var topics = clients.settings().topics();
    BrokerEnds ends = new BrokerEnds(admin, topics, QueueConfiguration.readerGroup(topics));
    return new Rounds(
        new LeaseRound(ends),
        new QueueRound(ends),
        new Suspicion(
            new Locks(new ShareGroupSetup(admin, clients.settings()), settings.heartbeat()),
            settings.answerWithin(),
            new ExpirySweep(name -> template(templates, name))),
        effects,
        watermarks);
  }

  @Bean
  QueuesProjected queuesProjected(
      Admin admin, KafkaClients clients, ViewDatabase database, TopicIds ids) {
    var topics = clients.settings().topics();
    // Of its own: an instance remembers what its user has read.
    Positions events = new Positions(database, topics.events(), ids.events());
    return new QueuesProjected(
        new BrokerEnds(admin, topics, QueueConfiguration.readerGroup(topics)),
        () -> events.next(QueuesProjected.PARTITIONS));
  }

  @Bean
  WorkersTopic workersTopic(
      KafkaClients clients,
      TopicIds ids,
      Producer<byte[], byte[]> producer,
      Origin origin,
      Clock clock) {
    return new WorkersTopic(
        clients.consumer("jobmill-projector-workers", Map.of()),
        producer,
        ids.topics().workers(),
        origin,
        clock);
  }

  @Bean
  Retention retention(
      RetentionSettings settings,
      KeptViews kept,
      JobRemover remover,
      Appointments appointments,
      ProjectorListener listener) {
    return new Retention(settings, kept, remover, appointments, listener);
  }

  @Bean
  LimitChanges limitChanges() {
    return new LimitChanges();
  }

  @Bean
  Upkeep upkeep(
      KeptViews kept, WorkersTopic workers, Liveness liveness, Rounds rounds, Retention retention) {
    return new Upkeep(kept, workers, liveness, rounds, retention);
  }

  private static Optional<Template> template(
      CompactedTable<TemplateRecord> templates, String name) {
    return templates.get(Template.lookupKey(name)).map(entry -> entry.value().template());
  }
}
