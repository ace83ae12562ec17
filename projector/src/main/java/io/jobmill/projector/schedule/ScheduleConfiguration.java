// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.schedule;

import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Priority;
import io.jobmill.job.RunLimits;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.EventPartition;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.Sends;
import io.jobmill.kafka.TableListener;
import io.jobmill.kafka.TableSource;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.wiring.ProjectorSettings;
import io.jobmill.projector.wiring.TopicIds;
import io.jobmill.schedule.ScheduleRecord;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.store.JobViews;
import io.jobmill.store.ViewDatabase;
import io.jobmill.store.Watermarks;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateRecord;
import io.jobmill.wire.ScheduleCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The schedules and who looks after them. */
@Configuration(proxyBeanMethods = false)
public class ScheduleConfiguration {

  @Bean
  CompactedTable<ScheduleRecord> scheduleTable(
      KafkaClients clients, TopicIds ids, ProjectorListener listener, Clock clock) {
    return new CompactedTable<>(
        new TableSource<>(ids.topics().schedules(), (key, value) -> ScheduleCodec.decode(value)),
        clients,
        new TableListener<>() {},
        listener,
        clock);
  }

  @Bean
  ScheduleNotes scheduleNotes(CompactedTable<ScheduleRecord> schedules, Sends sends, TopicIds ids) {
    return new ScheduleNotes(schedules, sends, ids.topics().schedules());
  }

  @Bean
  Seen seen(JobViews views, ViewDatabase database) {
    Watermarks watermarks = new Watermarks(database);
    return new Seen() {
      @Override
      public Optional<Seen.Job> job(JobId id) {
        return views.find(id).map(view -> new Seen.Job(view.queuedAt(), view.endedAt()));
      }

      @Override
      public Optional<Instant> projectedThrough(JobId id) {
        return watermarks.through(EventPartition.of(id));
      }
    };
  }

  @Bean
  OccurrenceRequests occurrenceRequests(
      CompactedTable<TemplateRecord> templates,
      ProjectorSettings settings,
      SecretKeyring keyring,
      TopicIds ids) {
    return new OccurrenceRequests(
        ids.topics(),
        keyring,
        request -> timeout(templates, request).plus(settings.answerWithin()),
        request -> template(templates, request).filter(found -> found.limits().any()).isPresent(),
        request -> template(templates, request).map(Template::priority).orElse(Priority.NORMAL));
  }

  @Bean
  Occurrences occurrences(
      ScheduleNotes notes,
      OccurrenceRequests requests,
      Seen seen,
      Sends sends,
      ProjectorListener listener) {
    return new Occurrences(notes, requests, seen, sends, listener);
  }

  private static Duration timeout(CompactedTable<TemplateRecord> templates, JobRequest request) {
    return template(templates, request).map(Template::timeout).orElse(RunLimits.DEFAULT.timeout());
  }

  private static Optional<Template> template(
      CompactedTable<TemplateRecord> templates, JobRequest request) {
    return Optional.ofNullable(request.template())
        .flatMap(name -> templates.get(Template.lookupKey(name)))
        .map(entry -> entry.value().template());
  }
}
