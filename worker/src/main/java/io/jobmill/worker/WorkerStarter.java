// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import io.jobmill.event.Origin;
import io.jobmill.handler.JobHandler;
import io.jobmill.job.JobQueue;
import io.jobmill.kafka.KafkaSettings;
import io.jobmill.kafka.LoopThread;
import io.jobmill.kafka.QueueGroup;
import io.jobmill.kafka.Sends;
import io.jobmill.kafka.ShareGroupSetup;
import io.jobmill.kafka.TopicSetup;
import io.jobmill.wire.Topics;
import io.jobmill.worker.command.CommandListener;
import io.jobmill.worker.command.Drain;
import io.jobmill.worker.execution.AttemptExecutor;
import io.jobmill.worker.execution.JobThreads;
import io.jobmill.worker.execution.RunningAttempts;
import io.jobmill.worker.handler.HandlerRegistry;
import io.jobmill.worker.handler.http.HttpHandler;
import io.jobmill.worker.handler.shell.ShellHandler;
import io.jobmill.worker.handler.shell.ShellSettings;
import io.jobmill.worker.identity.HostReading;
import io.jobmill.worker.identity.Hostname;
import io.jobmill.worker.identity.WorkerFolder;
import io.jobmill.worker.intake.BroadcastFeed;
import io.jobmill.worker.intake.ClaimTimes;
import io.jobmill.worker.intake.Definitions;
import io.jobmill.worker.intake.Intake;
import io.jobmill.worker.intake.IntakeBuilder;
import io.jobmill.worker.lease.Heartbeats;
import io.jobmill.worker.report.BrokerTime;
import io.jobmill.worker.report.LogSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a worker together and starts it, in the order in which its parts need each other. */
final class WorkerStarter {

  private static final Logger log = LoggerFactory.getLogger(WorkerStarter.class);
  private static final Duration WATCH = Duration.ofMillis(100);

  private final WorkerProperties properties;
  private final WorkerHome home;
  private final WorkerParts parts;
  private final KafkaSettings kafka;
  private final Topics topics;

  WorkerStarter(WorkerProperties properties, WorkerHome home, WorkerParts parts) {
    this.properties = properties;
    this.home = home;
    this.parts = parts;
    this.kafka = parts.clients().settings();
    this.topics = kafka.topics();
  }

  /**
   * @throws io.jobmill.kafka.KafkaSetupException if the cluster cannot be used
   * @throws io.jobmill.worker.identity.WorkerFolderException if the data folder cannot be used
   */
  RunningWorker start() {
    Closing closing = new Closing();
    try {
      return start(closing);
    } catch (RuntimeException | Error e) {
      closing.close();
      throw e;
    }
  }

  private RunningWorker start(Closing closing) {
    WorkerFolder folder = closing.add(WorkerFolder.open(home.dataDir()));
    String name = folder.nameOn(Hostname.of(properties.hostname()));
    Origin origin = new Origin(folder.id().toString(), UUID.randomUUID().toString());
    HandlerRegistry handlers = handlers(folder);
    Map<JobQueue, QueueGroup> groups = setUpKafka();
    log.info("worker id={} name={} operations={}", origin.id(), name, handlers.types());
    if (parts.keyring() == null) {
      log.warn("no secret key (JOBMILL_SECRET_KEY): jobs with obscured variables are rejected");
    }

    Reporting reporting =
        Reporting.open(
            parts.clients(),
            origin,
            logSettings(),
            new Reporting.Around(parts.listener(), parts.clock()),
            closing);
    RunningAttempts attempts = new RunningAttempts();
    BrokerTime brokerTime = new BrokerTime(System::nanoTime);
    JobThreads threads = closing.add(JobThreads.open());
    AttemptExecutor executor =
        new AttemptExecutor(
            attempts,
            threads,
            reporting.attempts(),
            parts.listener(),
            new AttemptExecutor.RunSettings(
                name, properties.patience(), System::nanoTime, brokerTime, parts.spans()));
    closing.add(started(new LoopThread("watch", WATCH, executor::watch, parts.listener())));

    Drain drain = new Drain();
    Definitions definitions =
        WorkerTables.open(
            parts, new CommandListener(origin.id(), attempts, drain, System::nanoTime), closing);
    Sends durable = claimSends(groups, closing);
    List<BroadcastFeed> broadcasts =
        properties.pools().stream()
            .map(pool -> closing.add(BroadcastFeed.open(parts.clients(), origin.id(), pool)))
            .toList();
    Heartbeats heartbeats =
        new Heartbeats(
            self(origin, name, handlers),
            attempts,
            () -> drain.state(attempts.listed().isEmpty()),
            durable,
            new Heartbeats.Clocks(parts.clock(), brokerTime));
    parts.listener().heartbeats(heartbeats::lastAcknowledged);
    LoopThread heartbeatLoop =
        closing.add(
            started(
                new LoopThread(
                    "heartbeats", properties.heartbeat(), heartbeats, parts.listener())));
    Intake intake =
        new IntakeBuilder(
                parts.clients(),
                durable,
                reporting.events(),
                executor,
                new IntakeBuilder.Rules(
                    definitions, handlers, parts.keyring(), properties.adHoc(), brokerTime))
            .build(
                new IntakeBuilder.Sources(groups, broadcasts),
                new IntakeBuilder.Room(slots(), properties.lanes().guarantee()),
                new IntakeBuilder.Surroundings(
                    name, parts.listener(), drain, parts.clock(), System::nanoTime));
    intake.start();
    return new RunningWorker(
        new RunningWorker.Running(intake, attempts, executor),
        reporting.events(),
        new RunningWorker.Signs(heartbeats, heartbeatLoop),
        closing);
  }

  private Map<JobQueue, QueueGroup> setUpKafka() {
    try (Admin admin = parts.clients().admin("worker-setup", kafka.startTimeout())) {
      new TopicSetup(admin, kafka).ensure(properties.pools());
      ShareGroupSetup setup = new ShareGroupSetup(admin, kafka);
      Map<JobQueue, QueueGroup> groups = new LinkedHashMap<>();
      properties.pools().stream()
          .flatMap(pool -> JobQueue.of(pool).stream())
          .forEach(queue -> groups.put(queue, setup.ensure(queue)));
      return groups;
    }
  }

  private HandlerRegistry handlers(WorkerFolder folder) {
    List<String> inherited =
        Stream.concat(ShellSettings.INHERITED.stream(), properties.shell().environment().stream())
            .distinct()
            .toList();
    ShellHandler shell =
        new ShellHandler(
            new ShellSettings(
                folder.scratch(), inherited, System.getenv(), properties.shell().patience()));
    shell.clearLeftovers();
    List<JobHandler> all = new ArrayList<>();
    Stream.of(shell, new HttpHandler())
        .filter(handler -> parts.builtIn().contains(handler.name()))
        .forEach(all::add);
    all.addAll(parts.handlers());
    return new HandlerRegistry(all);
  }

  /** One producer for all pools, so within the shortest of their locks. */
  private Sends claimSends(Map<JobQueue, QueueGroup> groups, Closing closing) {
    Duration shortest =
        groups.values().stream()
            .map(QueueGroup::lockDuration)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return new Sends(
        closing.add(
            parts.clients().producer("worker-claims", ClaimTimes.within(shortest).durable())));
  }

  private Heartbeats.Self self(Origin origin, String name, HandlerRegistry handlers) {
    return new Heartbeats.Self(
        topics.workers(),
        origin,
        properties.heartbeat(),
        name,
        properties.pools(),
        properties.labels(),
        slots(),
        handlers.types(),
        HostReading.ofThisMachine());
  }

  private LogSettings logSettings() {
    return new LogSettings(
        properties.log().maxBytes().toBytes(),
        Math.toIntExact(properties.log().inFlightBytes().toBytes()),
        properties.log().flushEvery());
  }

  private int slots() {
    return properties.slotsOr(Runtime.getRuntime().availableProcessors());
  }

  private static LoopThread started(LoopThread loop) {
    loop.start();
    return loop;
  }
}
