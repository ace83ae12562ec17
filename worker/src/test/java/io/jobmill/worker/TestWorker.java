// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import io.jobmill.handler.JobHandler;
import io.jobmill.job.Pool;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.KafkaSettings;
import io.jobmill.observe.Spans;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.time.Await;
import io.jobmill.worker.handler.sample.NoopHandler;
import io.jobmill.worker.metrics.WorkerListener;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** A whole worker in this process. */
final class TestWorker implements AutoCloseable {

  static final String SECRET = "a secret of thirty-two characters";

  private final RunningWorker running;
  private final Duration grace;
  private boolean stopped;

  private TestWorker(RunningWorker running, Duration grace) {
    this.running = running;
    this.grace = grace;
  }

  static Builder on(KafkaServer kafka, Path folder) {
    return new Builder(kafka, folder);
  }

  RunningWorker running() {
    return running;
  }

  void stop() {
    stopped = true;
    running.stop(grace);
  }

  @Override
  public void close() {
    if (!stopped) {
      stop();
    }
  }

  static final class Builder {
    private final KafkaServer kafka;
    private final Path folder;
    private final List<JobHandler> handlers = new ArrayList<>(List.of(new NoopHandler()));
    private List<Pool> pools = List.of(Pool.DEFAULT);
    private int slots = 8;
    private boolean adHoc = true;
    private Duration grace = Duration.ofMillis(500);
    private Duration patience = Duration.ofSeconds(1);
    private @Nullable String secret = SECRET;
    private WorkerListener listener = WorkerListener.NONE;

    private Builder(KafkaServer kafka, Path folder) {
      this.kafka = kafka;
      this.folder = folder;
    }

    Builder with(JobHandler handler) {
      handlers.add(handler);
      return this;
    }

    Builder pools(String... names) {
      pools = List.of(names).stream().map(Pool::new).toList();
      return this;
    }

    Builder slots(int newSlots) {
      slots = newSlots;
      return this;
    }

    Builder adHoc(boolean allowed) {
      adHoc = allowed;
      return this;
    }

    Builder grace(Duration newGrace) {
      grace = newGrace;
      return this;
    }

    Builder withoutSecret() {
      secret = null;
      return this;
    }

    Builder listener(WorkerListener newListener) {
      listener = newListener;
      return this;
    }

    TestWorker start() {
      WorkerProperties properties =
          new WorkerProperties(
              pools,
              slots,
              Map.of("group", "test"),
              "test-host",
              adHoc,
              Duration.ofMillis(200),
              grace,
              patience,
              100,
              new WorkerProperties.Lanes(20, 10),
              new WorkerProperties.Log(
                  DataSize.ofMegabytes(512), DataSize.ofMegabytes(16), Duration.ofMillis(50)),
              new WorkerProperties.Shell(List.of(), Duration.ofMillis(300)));
      WorkerParts parts =
          new WorkerParts(
              new KafkaClients(settings(kafka)),
              handlers,
              WorkerParts.BUILT_IN,
              secret == null ? null : new SecretKeyring(secret),
              listener,
              Clock.systemUTC(),
              Spans.none());
      RunningWorker running =
          new WorkerStarter(properties, new WorkerHome(folder, secret), parts).start();
      TestWorker worker = new TestWorker(running, grace);
      Await.until("the lanes poll", running::isPolling);
      return worker;
    }
  }

  static KafkaSettings settings(KafkaServer kafka) {
    return KafkaSettings.singleBroker(kafka.bootstrapServers())
        .withTopicPrefix(kafka.topicPrefix());
  }
}
