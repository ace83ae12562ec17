// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jobmill.handler.JobFailedException;
import io.jobmill.handler.JobHandler;
import io.jobmill.job.Value;
import io.jobmill.template.Parsed;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateReader;
import io.jobmill.template.VariableRules;
import io.jobmill.worker.handler.RecordedJob;
import io.jobmill.worker.handler.http.HttpHandler;
import io.jobmill.worker.handler.shell.ShellHandler;
import io.jobmill.worker.handler.shell.ShellSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ByteArrayResource;

/** What docs/use/operations.md shows does what it says there. */
@Timeout(60)
class ExampleTests {

  private static final Path DOCUMENTS = Path.of("../docs/use");
  private static final Pattern SHOWN =
      Pattern.compile("(?s)<!-- example: (\\S+) -->\\n```yaml\\n(.*?)```");

  @TempDir Path folder;

  @Test
  void theDocumentShowsTheFilesThatAreTested() throws IOException {
    Matcher shown = SHOWN.matcher(Files.readString(DOCUMENTS.resolve("operations.md")));

    int examples = 0;
    while (shown.find()) {
      examples++;
      assertThat(shown.group(2)).isEqualTo(Files.readString(DOCUMENTS.resolve(shown.group(1))));
    }

    try (var files = Files.list(DOCUMENTS.resolve("examples"))) {
      assertThat(files).hasSize(examples);
    }
  }

  @Test
  void theShellExamplePatchesAServer() throws Exception {
    ShellHandler handler =
        new ShellHandler(
            new ShellSettings(
                folder, ShellSettings.INHERITED, System.getenv(), Duration.ofSeconds(1)));

    RecordedJob job =
        run(
            handler,
            Files.readString(example("patch-server.yaml")),
            Map.of(
                "target server",
                Value.of("ABLSV1"),
                "Packages",
                Value.ofList(List.of("kernel", "curl")),
                "Password",
                Value.of("hunter2")));

    assertThat(job.lines())
        .containsExactly(
            "INFO: patching ABLSV1 as job 01890a5d-ac96-774b-bcce-b302099a8057, attempt 2",
            "DEBUG: logging in with hunter2",
            "INFO: updated kernel",
            "INFO: updated curl",
            "WARN: a reboot is needed");
    assertThat(job.result()).isEqualTo("{\"patched\": 2}\n");
    assertThat(job.changed()).isTrue();
    assertThat(job.warning()).isEqualTo("the script ended with exit status 3");
  }

  @Test
  void theHttpExamplePostsAMessage() throws Exception {
    AtomicReference<String> seen = new AtomicReference<>();
    HttpServer chat =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    chat.createContext(
        "/",
        exchange -> {
          try (exchange) {
            seen.set(
                exchange.getRequestMethod()
                    + " "
                    + exchange.getRequestURI()
                    + "\n"
                    + exchange.getRequestHeaders().getFirst("Authorization")
                    + "\n"
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] answer = "{\"id\": 7}".getBytes(UTF_8);
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    chat.start();
    String here = "http://127.0.0.1:" + chat.getAddress().getPort();

    RecordedJob job =
        run(
            new HttpHandler(),
            Files.readString(example("tell-chat.yaml")).replace("http://localhost:9000", here),
            Map.of(
                "Channel",
                Value.of("ops/alerts"),
                "Message",
                Value.of("he said \"done\""),
                "Token",
                Value.of("t0ken")));
    chat.stop(0);

    assertThat(job.result()).isEqualTo("{\"id\": 7}");
    assertThat(seen.get())
        .isEqualTo(
            """
            POST /channels/ops%2Falerts/messages?notify=true
            Bearer t0ken
            {"text": "he said \\"done\\"", "from": "jobmill"}
            """);
  }

  @Test
  void theJavaExampleCountsWords() throws Exception {
    JobHandler handler = new WordCountHandler();
    String template = Files.readString(example("word-count.yaml"));

    RecordedJob job =
        run(
            handler,
            template,
            Map.of("Text", Value.of("one two  three"), "Ignore", Value.ofList(List.of("two"))));

    assertThat(job.result()).isEqualTo("{\"words\": 2}");
    assertThat(job.lines()).containsExactly("INFO: counted 2 words");
    assertThat(job.warning()).isEqualTo("some words were ignored");
    assertThatThrownBy(() -> run(handler, template, Map.of("Text", Value.of(" "))))
        .isInstanceOf(JobFailedException.class);
  }

  private static RecordedJob run(JobHandler handler, String yaml, Map<String, Value> given)
      throws Exception {
    Template template = template(yaml);
    assertThat(handler.name()).isEqualTo(template.operation().type());
    VariableRules.Checked checked = VariableRules.check(template, given);
    assertThat(checked).isInstanceOf(VariableRules.Checked.Accepted.class);
    RecordedJob job = RecordedJob.of(template.operation());
    ((VariableRules.Checked.Accepted) checked).variables().forEach(job::with);
    handler.handle(job);
    return job;
  }

  private static Template template(String yaml) {
    YamlMapFactoryBean reader = new YamlMapFactoryBean();
    reader.setResources(new ByteArrayResource(yaml.getBytes(UTF_8)));
    Parsed<Template> parsed = TemplateReader.read(Objects.requireNonNull(reader.getObject()));
    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    return ((Parsed.Valid<Template>) parsed).value();
  }

  private static Path example(String name) {
    return DOCUMENTS.resolve("examples").resolve(name);
  }
}
