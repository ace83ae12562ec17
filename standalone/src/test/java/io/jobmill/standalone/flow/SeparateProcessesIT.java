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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways, a projector and three workers in two pools, each in a process of its own. */
@WithKafka
@WithMongo
@TestInstance(Lifecycle.PER_CLASS)
class SeparateProcessesIT {
  /** Each of 200 bytes, so 200 MB. */
  private static final int LINES = 1_000_000;

  private static final int KEYS = 20;

  private static final Duration LONGEST_LOG = Duration.ofMinutes(5);
  private static final int MORE_MEGABYTES = 48;

  private static final int OVER_HTTP = 1_000;
  private static final int OVER_KAFKA = 4_000;
  private static final int JOBS = 2 * (OVER_HTTP + OVER_KAFKA);
  private static final Set<String> TERMINAL =
      Set.of("succeeded", "warning", "failed", "rejected", "lost");

  private final Map<String, ServiceProcess> processes = new LinkedHashMap<>();
  private final Set<String> others = new HashSet<>();
  private JobmillApi api;
  private JobmillApi otherApi;

  @BeforeAll
  void startAll(KafkaServer kafka, MongoServer mongo, @TempDir Path temp) throws Exception {
    InstallationKeys keys = InstallationKeys.in(temp);
    String templates = TestTemplates.in(temp).toString();
    for (String gateway : List.of("gateway", "other gateway")) {
      start(
          gateway,
          ServiceProcess.of("api-gateway", temp.resolve(gateway), kafka, mongo)
              .environment("SPRING_CONFIG_IMPORT", keys.forGateways())
              .environment("JOBMILL_TEMPLATES_DIR", templates));
    }
    start(
        "projector",
        ServiceProcess.of("projector", temp.resolve("projector"), kafka, mongo)
            .environment("SPRING_CONFIG_IMPORT", keys.forOthers()));
    for (String pools : List.of("default", "elsewhere", "default,elsewhere")) {
      start(
          "worker of " + pools,
          ServiceProcess.of("worker", temp.resolve("worker " + pools), kafka, mongo)
              .environment("SPRING_CONFIG_IMPORT", keys.forOthers())
              .environment("JOBMILL_WORKER_POOLS", pools));
    }
    Map<String, URI> roots = new HashMap<>();
    processes.forEach((name, process) -> roots.put(name, process.awaitReady()));
    api = new JobmillApi(Objects.requireNonNull(roots.get("gateway")), keys.admin());
    otherApi = new JobmillApi(Objects.requireNonNull(roots.get("other gateway")), keys.admin());
  }

  @AfterAll
  void stopAll() throws InterruptedException {
    processes.values().forEach(ServiceProcess::terminate);
    for (ServiceProcess process : processes.values()) {
      process.awaitExit();
      process.close();
    }
  }

  @Test
  void accountForEveryJobExactlyOnce(KafkaServer kafka, MongoServer mongo) throws Exception {
    Set<String> ids = new HashSet<>();
    ids.addAll(api.triggerMany("noop", OVER_HTTP));
    ids.addAll(api.triggerMany("elsewhere", OVER_HTTP));
    try (JobProducer producer = new JobProducer(kafka.bootstrapServers(), kafka.topicPrefix())) {
      ids.addAll(producer.submit("default", "noop", OVER_KAFKA));
      ids.addAll(producer.submit("elsewhere", "elsewhere", OVER_KAFKA));
    }
    assertThat(ids).hasSize(JOBS);

    api.awaitSucceeded(ids, Duration.ofMinutes(5));

    assertThat(views(mongo)).isEqualTo(JOBS + others.size());
    Map<String, List<String>> events =
        EventTopic.typesByJob(kafka.bootstrapServers(), kafka.topicPrefix());
    events.keySet().removeAll(others);
    assertThat(events.keySet()).isEqualTo(ids);
    assertThat(events)
        .allSatisfy(
            (id, types) ->
                assertThat(types).filteredOn(TERMINAL::contains).containsExactly("succeeded"));
  }

  @Test
  void makeOneJobOfASubmissionThatIsRepeatedOnBothGatewaysAtOnce() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(16);
    List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
    for (int repetition = 0; repetition < 8; repetition++) {
      for (int key = 0; key < KEYS; key++) {
        String named = "key-" + key;
        JobmillApi gateway = repetition % 2 == 0 ? api : otherApi;
        calls.add(
            () ->
                gateway.send(
                    "POST", "/api/v1/jobs", "{\"template\":\"noop\"}", "Idempotency-Key", named));
      }
    }
    Collections.shuffle(calls, new Random(7));

    Set<String> locations = new HashSet<>();
    try {
      for (Future<HttpResponse<String>> answer : callers.invokeAll(calls)) {
        assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(201);
        locations.add(answer.get().headers().firstValue("Location").orElseThrow());
      }
    } finally {
      callers.shutdownNow();
    }

    assertThat(locations).hasSize(KEYS);
    for (String location : locations) {
      String job = location.substring(location.lastIndexOf('/') + 1);
      others.add(job);
      api.awaitStatus(job, "Succeeded");
      assertThat(otherApi.timeline(job)).filteredOn("started"::equals).hasSize(1);
    }
    assertThat(
            otherApi
                .send(
                    "POST",
                    "/api/v1/jobs",
                    "{\"template\":\"noop\",\"runAt\":\"2020-01-01T00:00:00Z\"}",
                    "Idempotency-Key",
                    "key-0")
                .statusCode())
        .isEqualTo(409);
  }

  @Test
  void carryALogOf200MegabytesWholeWithoutGrowing() throws Exception {
    List<LiveHeap> heaps = new ArrayList<>();
    for (Map.Entry<String, ServiceProcess> process : processes.entrySet()) {
      heaps.add(LiveHeap.of(process.getKey(), process.getValue().pid()));
    }
    String job = api.trigger("talkative", Map.of("Lines", Integer.toString(LINES)));
    others.add(job);

    watch(heaps, () -> !api.status(job).equals("Pending") && !api.status(job).equals("Executing"));
    assertThat(api.status(job)).isEqualTo("Succeeded");
    CompletableFuture<Integer> lines = CompletableFuture.supplyAsync(() -> linesInOrder(job));
    watch(heaps, lines::isDone);

    assertThat(lines.join()).isEqualTo(LINES);
    assertThat(heaps)
        .allSatisfy(
            heap -> assertThat(heap.grownMegabytes()).as("%s", heap).isLessThan(MORE_MEGABYTES));
  }

  private static void watch(List<LiveHeap> heaps, Callable<Boolean> isOver) throws Exception {
    long deadline = System.nanoTime() + LONGEST_LOG.toNanos();
    do {
      for (LiveHeap heap : heaps) {
        heap.look();
      }
      assertThat(System.nanoTime()).isLessThan(deadline);
    } while (!isOver.call());
  }

  /** How many lines there are, each the one that follows the one before. */
  private int linesInOrder(String job) {
    int lines = 0;
    try (InputStream log = api.logStream(job);
        BufferedReader text =
            new BufferedReader(new InputStreamReader(log, StandardCharsets.UTF_8))) {
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        lines++;
        assertThat(line).hasSize("INFO: line ".length() + 195);
        assertThat(line).startsWith("INFO: line ");
        assertThat(Integer.parseInt(line, 11, 21, 10)).isEqualTo(lines);
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void start(String name, ChildJvmSettings settings) {
    processes.put(name, ServiceProcess.start(settings));
  }

  private static long views(MongoServer mongo) {
    try (MongoClient client = MongoClients.create(mongo.uri())) {
      return client.getDatabase(mongo.database()).getCollection("jobs").countDocuments();
    }
  }
}
