// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

/**
 * Programs that submit jobs all the time, over HTTP and over Kafka. What they are not told is taken
 * they forget: it may run all the same.
 */
final class Callers implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int OVER_HTTP = 3;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();
  private final Producer<String, String> producer;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(OVER_HTTP + 1);
  private final AtomicBoolean resting = new AtomicBoolean(true);
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final Queue<String> wrongAnswers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger busy = new AtomicInteger();
  private final Installation installation;
  private final Ledger ledger;
  private final String key;
  private final Clock clock;

  Callers(Installation installation, Ledger ledger, Clock clock) throws IOException {
    this.installation = installation;
    this.ledger = ledger;
    this.key = installation.adminKey();
    this.clock = clock;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                installation.bootstrapServers(),
                "acks",
                "all",
                "delivery.timeout.ms",
                10_000,
                "request.timeout.ms",
                5_000,
                "max.block.ms",
                10_000),
            new StringSerializer(),
            new StringSerializer());
    for (int i = 0; i < OVER_HTTP; i++) {
      repeat(this::overHttp, 300 + 7 * i);
    }
    repeat(this::overKafka, 250);
  }

  void resume() {
    resting.set(false);
  }

  /** Returns when the last answer has come, or will not. */
  void rest() {
    resting.set(true);
    Awaitility.await("callers rest").atMost(ANSWER.multipliedBy(3)).until(() -> busy.get() == 0);
  }

  /** How many calls got no good answer since this was asked last. */
  int refused() {
    return refused.getAndSet(0);
  }

  /** What callers were told instead of 503 and when to come again. */
  List<String> wrongAnswers() {
    return List.copyOf(wrongAnswers);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    producer.close(Duration.ZERO);
  }

  private void repeat(Call call, int millis) {
    Future<?> unused =
        threads.scheduleWithFixedDelay(() -> once(call), millis, millis, TimeUnit.MILLISECONDS);
  }

  private interface Call {
    void to(String template) throws IOException, InterruptedException, ExecutionException;
  }

  private void once(Call call) {
    busy.incrementAndGet();
    try {
      if (!resting.get()) {
        call.to(Kind.of(count.incrementAndGet()).template());
      }
    } catch (IOException | ExecutionException | RuntimeException e) {
      refused.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      busy.decrementAndGet();
    }
  }

  private void overHttp(String template) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(installation.root().resolve("/api/v1/jobs"))
            .timeout(ANSWER)
            .header("X-ApiKey", key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"template\":\"%s\"}".formatted(template)))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() == 201) {
      ledger.accepted(JSON.readTree(response.body()).get("id").asString(), clock.instant());
    } else {
      refused.incrementAndGet();
      if (response.statusCode() != 503 || response.headers().firstValue("Retry-After").isEmpty()) {
        wrongAnswers.add(response.statusCode() + " " + response.headers().map() + response.body());
      }
    }
  }

  private void overKafka(String template)
      throws IOException, InterruptedException, ExecutionException {
    String id = UUID.randomUUID().toString();
    String value = "{\"template\":\"%s\"}".formatted(template);
    producer.send(new ProducerRecord<>("jobmill.jobs.default", id, value)).get();
    ledger.accepted(id, clock.instant());
  }
}
