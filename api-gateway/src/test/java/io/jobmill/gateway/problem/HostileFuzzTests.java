// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.problem.HostileRequests.Hostile;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.LiveDocument;
import io.jobmill.gateway.testing.LiveDocument.Operation;
import io.jobmill.gateway.testing.RawHttp;
import io.jobmill.gateway.testing.Reply;
import io.jobmill.gateway.testing.RunningGateway;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is sent to any operation of any API, the answer is soon there, is no 5xx, and every
 * error has the form of that API. Another seed each time; a failure says which.
 */
class HostileFuzzTests {

  /** A property: repeats what a failure has told. */
  private static final @Nullable Long SEED = Long.getLong("jobmill.test.seed");

  private static final int CASES_FOR_EACH = 25;
  private static final List<String> LEAKS = List.of("Exception", "\tat ", "<html");
  private static final Duration SOON = Duration.ofSeconds(1);

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private final List<LiveDocument> documents = List.copyOf(LiveDocument.all(http).values());

  static Set<String> names() {
    return LiveDocument.all(RunningGateway.emptied().http()).keySet();
  }

  @BeforeEach
  void template() {
    gateway.template(
        Map.of(
            "name",
            "ablast",
            "allowNewVariables",
            true,
            "operation",
            Map.of("type", "shell", "data", Map.of("script", "true"))));
    gateway.jobs().projectThrough(gateway.clock().instant().plus(Duration.ofDays(30)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void areAnsweredShortlyAndInTheFormOfTheApi(String name) {
    LiveDocument document = LiveDocument.of(name, http);
    long seed = SEED == null ? new Random().nextLong() : SEED;
    HostileRequests requests = new HostileRequests(new Random(seed));
    String credentials = "Authorization: Bearer " + RunningGateway.ADMIN;
    List<String> problems = new ArrayList<>();
    for (Operation operation : document.operations()) {
      for (int i = 0; i < CASES_FOR_EACH; i++) {
        Hostile request = requests.make(operation, credentials);
        judged(document, request)
            .forEach(problem -> problems.add("%s: %s%n%s".formatted(operation, problem, request)));
      }
      // Wrong keys are counted by the minute.
      gateway.clock().advance(Duration.ofMinutes(2));
    }
    assertThat(problems).as("-Djobmill.test.seed=" + seed).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void bodiesWithoutAnEndAreCutShort(String name) throws InterruptedException, ExecutionException {
    LiveDocument document = LiveDocument.of(name, http);
    List<Operation> taking =
        document.operations().stream().filter(o -> o.node().has("requestBody")).toList();
    ExecutorService callers = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Void>> pours = new ArrayList<>();
      taking.forEach(operation -> pours.add(() -> pour(document, operation)));
      for (Future<Void> pour : callers.invokeAll(pours)) {
        pour.get();
      }
    } finally {
      callers.shutdownNow();
    }
  }

  private @Nullable Void pour(LiveDocument document, Operation operation) {
    String head =
        operation.method()
            + " "
            + operation.path().replaceAll("\\{[^}]*}", "00000000-0000-4000-8000-000000000000")
            + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "X-Keyfactor-Requested-With: APIClient\r\nAuthorization: Bearer "
            + RunningGateway.ADMIN
            + "\r\nTransfer-Encoding: chunked\r\n\r\n";

    Reply answer = RawHttp.pour(gateway.port(), head, "10000\r\n" + " ".repeat(65_536) + "\r\n");

    assertThat(answer.status()).as(operation.toString()).isBetween(400, 499);
    assertThat(document.problemsOfError(answer)).as(operation.toString()).isEmpty();
    return null;
  }

  private List<String> judged(LiveDocument document, Hostile request) {
    try {
      return problems(document, request);
    } catch (UncheckedIOException e) {
      return List.of("gets no answer: " + e.getMessage());
    }
  }

  private List<String> problems(LiveDocument document, Hostile request) {
    Timed timed = ask(request);
    // On a busy machine a single one may be late for other reasons.
    for (int i = 0; i < 3 && timed.took().compareTo(SOON) > 0; i++) {
      timed = ask(request);
    }
    Reply answer = timed.reply();
    List<String> problems = new ArrayList<>();
    if (timed.took().compareTo(SOON) > 0) {
      problems.add("takes " + timed.took());
    }
    if (answer.status() < 200 || answer.status() > 499) {
      problems.add(answer.toString());
    }
    if (LEAKS.stream().anyMatch(answer.body()::contains)) {
      problems.add("tells too much: " + answer);
    }
    if (answer.status() >= 400 && !request.method().equals("HEAD")) {
      List<String> wrong = document.problemsOfError(answer);
      if (!wrong.isEmpty() && (request.strict() || !hasFormOfAny(answer))) {
        problems.add(wrong + " in " + answer);
      }
    }
    return problems;
  }

  private boolean hasFormOfAny(Reply answer) {
    return documents.stream().anyMatch(document -> document.problemsOfError(answer).isEmpty());
  }

  private Timed ask(Hostile request) {
    long start = System.nanoTime();
    Reply reply = RawHttp.exchange(gateway.port(), request.head(), request.body());
    return new Timed(reply, Duration.ofNanos(System.nanoTime() - start));
  }

  private record Timed(Reply reply, Duration took) {}
}
