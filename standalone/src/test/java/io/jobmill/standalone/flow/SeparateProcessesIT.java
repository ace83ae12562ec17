// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.infrastructure.WithMongo;
import io.jobmill.testkit.process.ChildJvmSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway, a projector and three workers in two pools, each in a process of its own. */
@WithKafka
@WithMongo
class SeparateProcessesIT {
  private static final int OVER_HTTP = 1_000;
  private static final int OVER_KAFKA = 4_000;
  private static final int JOBS = 2 * (OVER_HTTP + OVER_KAFKA);
  private static final Set<String> TERMINAL =
      Set.of("succeeded", "warning", "failed", "rejected", "lost");

  @TempDir Path temp;
  private final List<ServiceProcess> processes = new ArrayList<>();

  @Test
  void accountForEveryJobExactlyOnce(KafkaServer kafka, MongoServer mongo) throws Exception {
    JobmillApi api = new JobmillApi(startAll(kafka, mongo), ServiceProcess.ADMIN_KEY);
    Set<String> ids = new HashSet<>();
    ids.addAll(api.triggerMany("noop", OVER_HTTP));
    ids.addAll(api.triggerMany("elsewhere", OVER_HTTP));
    try (JobProducer producer = new JobProducer(kafka.bootstrapServers(), kafka.topicPrefix())) {
      ids.addAll(producer.submit("default", "noop", OVER_KAFKA));
      ids.addAll(producer.submit("elsewhere", "elsewhere", OVER_KAFKA));
    }
    assertThat(ids).hasSize(JOBS);

    api.awaitSucceeded(ids, Duration.ofMinutes(5));

    assertThat(views(mongo)).isEqualTo(JOBS);
    Map<String, List<String>> events =
        EventTopic.typesByJob(kafka.bootstrapServers(), kafka.topicPrefix());
    assertThat(events.keySet()).isEqualTo(ids);
    assertThat(events)
        .allSatisfy(
            (id, types) ->
                assertThat(types).filteredOn(TERMINAL::contains).containsExactly("succeeded"));
  }

  @AfterEach
  void stopAll() throws InterruptedException {
    processes.forEach(ServiceProcess::terminate);
    for (ServiceProcess process : processes) {
      process.awaitExit();
      process.close();
    }
  }

  private URI startAll(KafkaServer kafka, MongoServer mongo) throws IOException {
    ServiceProcess gateway =
        started(
            ServiceProcess.of("api-gateway", temp.resolve("gateway"), kafka, mongo)
                .environment("JOBMILL_ADMIN_KEY", ServiceProcess.ADMIN_KEY)
                .environment("JOBMILL_TEMPLATES_DIR", TestTemplates.in(temp).toString()));
    started(ServiceProcess.of("projector", temp.resolve("projector"), kafka, mongo));
    for (String pools : List.of("default", "elsewhere", "default,elsewhere")) {
      started(
          ServiceProcess.of("worker", temp.resolve("worker " + pools), kafka, mongo)
              .environment("JOBMILL_WORKER_POOLS", pools));
    }
    URI root = gateway.awaitReady();
    processes.forEach(ServiceProcess::awaitReady);
    return root;
  }

  private ServiceProcess started(ChildJvmSettings settings) {
    ServiceProcess process = ServiceProcess.start(settings);
    processes.add(process);
    return process;
  }

  private static long views(MongoServer mongo) {
    try (MongoClient client = MongoClients.create(mongo.uri())) {
      return client.getDatabase(mongo.database()).getCollection("jobs").countDocuments();
    }
  }
}
