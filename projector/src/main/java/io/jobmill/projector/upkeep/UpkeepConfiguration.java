// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Command;
import io.jobmill.event.Origin;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.Sends;
import io.jobmill.kafka.ShareGroupSetup;
import io.jobmill.kafka.TableListener;
import io.jobmill.kafka.TableSource;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.queue.QueueConfiguration;
import io.jobmill.projector.queue.Requests;
import io.jobmill.projector.report.EventSource;
import io.jobmill.projector.store.JobRemover;
import io.jobmill.projector.store.KeptViews;
import io.jobmill.projector.store.WatermarkWriter;
import io.jobmill.projector.wiring.ProjectorSettings;
import io.jobmill.projector.wiring.TopicIds;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.store.JobViews;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateRecord;
import io.jobmill.wire.CommandCodec;
import io.jobmill.wire.TemplateCodec;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Upkeep and the tables it looks things up in. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionSettings.class)
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
  Asks asks(
      JobViews views,
      Sends sends,
      TopicIds ids,
      SecretKeyring keyring,
      ProjectorListener listener) {
    return new Asks(views, sends, ids.topics(), keyring, listener);
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
    Resealing resealing =
        new Resealing(
            name -> templates.get(Template.lookupKey(name)).map(entry -> entry.value().template()),
            keyring);
    return new GoneRequests.Original(records, requests, resealing);
  }

  @Bean
  GoneRequests goneRequests(
      JobViews views, GoneRequests.Original original, Asks asks, EventSource source, Sends sends) {
    return new GoneRequests(views, original, asks, source, sends);
  }

  @Bean
  Rounds.Effects effects(
      EventSource source,
      Sends sends,
      Asks asks,
      GoneRequests gone,
      Stops stops,
      ProjectorListener listener) {
    return new Rounds.Effects(
        new LostReports(source, sends, listener), asks, gone, stops, listener);
  }

  @Bean
  Stops stops(
      CompactedTable<Command> commands,
      JobViews views,
      Sends sends,
      TopicIds ids,
      ProjectorListener listener) {
    return new Stops(commands, views, sends, ids.topics().commands(), listener);
  }

  @Bean
  Rounds rounds(
      Admin admin,
      KafkaClients clients,
      ProjectorSettings settings,
      Rounds.Effects effects,
      WatermarkWriter watermarks) {
    var topics = clients.settings().topics();
    BrokerEnds ends = new BrokerEnds(admin, topics, QueueConfiguration.readerGroup(topics));
    return new Rounds(
        new LeaseRound(ends),
        new QueueRound(ends),
        new Locks(new ShareGroupSetup(admin, clients.settings()), settings.heartbeat()),
        effects,
        watermarks);
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
      RetentionSettings settings, KeptViews kept, JobRemover remover, ProjectorListener listener) {
    return new Retention(settings, kept, remover, listener);
  }

  @Bean
  Upkeep upkeep(
      KeptViews kept, WorkersTopic workers, Origin origin, Rounds rounds, Retention retention) {
    return new Upkeep(kept, workers, new Liveness(origin), rounds, retention);
  }
}
