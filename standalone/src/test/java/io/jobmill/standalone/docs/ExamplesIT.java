// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jobmill.standalone.docs.ExampleCommands.Ran;
import io.jobmill.standalone.flow.StandaloneServer;
import io.jobmill.testkit.time.Await;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents tell a reader to type works, on a server as they tell him to start it. */
class ExamplesIT {

  @TempDir static Path folder;
  private static StandaloneServer server;

  @BeforeAll
  static void start() throws Exception {
    server = StandaloneServer.up(folder.resolve("data"), ProjectFiles.ROOT.resolve("templates"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<Path> documents() {
    return ExampleCommands.documents();
  }

  @Test
  void theFirstStepsAreAmongThem() {
    assertThat(documents()).contains(Path.of("README.md"));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theCommandsOfADocumentWork(Path document) throws Exception {
    assumeTrue(isThere("bash") && isThere("curl"), "bash and curl are needed");

    Ran ran = ExampleCommands.of(document).at(server.http().toString(), server.kafka()).run(folder);

    assertThat(ran.status()).as(ran.output()).isZero();
  }

  @Test
  void theFirstJobOfTheReadmeSucceeds() throws Exception {
    assumeTrue(isThere("bash") && isThere("curl"), "bash and curl are needed");

    Ran ran =
        ExampleCommands.of(Path.of("README.md"))
            .at(server.http().toString(), server.kafka())
            .run(folder);

    assertThat(ran.output()).contains("\"status\":\"succeeded\"").contains("Hello, you!");
  }

  @Test
  void theJavaExampleSubmitsAJob() throws Exception {
    UUID id = SubmitOverKafka.submit(server.kafka(), "jobmill.jobs.default");

    Await.until("the job has succeeded", () -> job(id).contains("\"status\":\"succeeded\""));
    assertThat(job(id)).contains("\"Name\":\"Kafka\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/use/kafka-producers.md"})
  void theLineForKcatSubmitsAJob(String document) throws Exception {
    ExampleCommands line = ExampleCommands.withKcat(Path.of(document));
    assertThat(line.isEmpty()).isFalse();
    assumeTrue(isThere("bash") && isThere("kcat"), "kcat is not installed");
    long before = succeededHellos();

    Ran ran = line.at(server.http().toString(), server.kafka()).run(folder);

    assertThat(ran.status()).as(ran.output()).isZero();
    Await.until("the job has succeeded", () -> succeededHellos() > before);
  }

  private static long succeededHellos() throws Exception {
    String jobs = get("/api/v1/jobs?template=hello&limit=1000");
    return Pattern.compile("\"status\":\"succeeded\"").matcher(jobs).results().count();
  }

  private static String job(UUID id) throws Exception {
    return get("/api/v1/jobs/" + id);
  }

  private static String get(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.http().resolve(path))
            .header("X-ApiKey", Files.readString(folder.resolve("data/admin.key")).strip())
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static boolean isThere(String program) {
    return List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
