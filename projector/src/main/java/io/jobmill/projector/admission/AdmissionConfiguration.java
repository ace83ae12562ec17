// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import io.jobmill.job.JobQueue;
import io.jobmill.job.Pool;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.LoopThread;
import io.jobmill.kafka.Sends;
import io.jobmill.kafka.ShareGroupSetup;
import io.jobmill.kafka.TopicSetup;
import io.jobmill.projector.intake.GroupMember;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.queue.Requests;
import io.jobmill.projector.store.Rates;
import io.jobmill.projector.upkeep.LimitChanges;
import io.jobmill.projector.upkeep.QueuesProjected;
import io.jobmill.projector.upkeep.SignedRequests;
import io.jobmill.projector.wiring.TopicIds;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.store.JobViews;
import io.jobmill.store.LimitedJobs;
import io.jobmill.store.ViewDatabase;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateRecord;
import io.jobmill.wire.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The loop that lets submissions through. */
@Configuration(proxyBeanMethods = false)
public class AdmissionConfiguration {

  private static final int MOST_POLLED = 500;
  private static final int FETCH_BYTES = 16 * 1024 * 1024;
  private static final Duration CATCH_UP = Duration.ofSeconds(2);

  @Bean
  QueueRequests queueRequests(
      TopicIds ids,
      SecretKeyring keyring,
      CompactedTable<TemplateRecord> templates,
      KafkaClients clients,
      Admin admin) {
    return new QueueRequests(
        ids.topics(), keyring, name -> queue(templates, name), setUp(clients, admin));
  }

  @Bean
  Admission admission(
      JobViews views, QueueRequests queues, EventRecords events, TopicIds ids, Sends sends) {
    return new Admission(views::existing, queues, events, ids.topics(), sends);
  }

  @Bean
  SubmissionReader submissionReader(TopicIds ids, Requests requests, ProjectorListener listener) {
    return new SubmissionReader(ids.topics(), requests, listener);
  }

  @Bean
  LimitRecords limitRecords(SignedRequests requests, EventRecords events, TopicIds ids) {
    return new LimitRecords(requests, events, ids.topics().commands());
  }

  @Bean
  Said limitsSaid() {
    return new Said();
  }

  @Bean
  LimitEffects limitEffects(
      JobViews views, LimitRecords records, Sends sends, ProjectorListener listener, Said said) {
    return new LimitEffects(views, records, sends, listener, said);
  }

  @Bean
  LimitSweep limitSweep(
      ViewDatabase database,
      CompactedTable<TemplateRecord> templates,
      LimitEffects effects,
      Said said) {
    return new LimitSweep(
        new LimitedJobs(database),
        new Rates(database),
        new TemplateLimits(templates, CATCH_UP)::of,
        effects,
        said);
  }

  @Bean
  AdmissionLoop.Deciders deciders(
      Admission admission, LimitSweep sweep, LimitChanges changes, Clock clock) {
    SteadyClock steady = new SteadyClock(clock, System::nanoTime);
    return new AdmissionLoop.Deciders(admission, new LimitTurns(sweep, changes, steady));
  }

  @Bean
  AdmissionLoop.Surroundings admissionSurroundings(
      Sends sends, ProjectorListener listener, Clock clock) {
    return new AdmissionLoop.Surroundings(sends, listener, clock);
  }

  @Bean
  LoopThread admissionLoop(
      KafkaClients clients,
      SubmissionReader reader,
      AdmissionLoop.Deciders deciders,
      QueuesProjected projected,
      AdmissionLoop.Surroundings around,
      TopicIds ids) {
    AdmissionLoop loop =
        new AdmissionLoop(
            clients.consumer(
                "jobmill-projector-admission",
                GroupMember.tuning(group(ids.topics()), MOST_POLLED, FETCH_BYTES)),
            reader,
            deciders,
            projected,
            around);
    loop.open(ids.topics().submissions());
    return new LoopThread(
        "projector-admission", GroupMember.BETWEEN_POLLS, loop, around.listener());
  }

  /** The consumer group in which submissions are read. */
  public static String group(Topics topics) {
    return topics.prefix() + "admission";
  }

  /** A template may be newer than what this process has read so far. */
  private static Optional<JobQueue> queue(CompactedTable<TemplateRecord> templates, String name) {
    String key = Template.lookupKey(name);
    if (templates.get(key).isEmpty()) {
      var unused = templates.readToEnd(CATCH_UP);
    }
    return templates.get(key).map(entry -> entry.value().template().queue());
  }

  /** Once for each pool: a queue that nobody has made yet would hold up all submissions. */
  private static Consumer<Pool> setUp(KafkaClients clients, Admin admin) {
    Set<Pool> known = ConcurrentHashMap.newKeySet();
    return pool -> {
      if (!known.contains(pool)) {
        new TopicSetup(admin, clients.settings()).ensure(Set.of(pool));
        new ShareGroupSetup(admin, clients.settings()).ensure(pool);
        known.add(pool);
      }
    };
  }
}
