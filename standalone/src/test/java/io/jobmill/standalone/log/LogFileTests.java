// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.LoggerContext;
import io.jobmill.observe.LoggedJob;
import io.jobmill.standalone.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogFileTests {

  private static final LoggedJob JOB = LoggedJob.of("j1", 2, "4bf9").on("host-1");

  @TempDir Path temp;

  private final LoggerContext context = new LoggerContext();

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void aPlainLineNamesTheJobAtItsFront() throws IOException {
    List<String> lines = lines(Map.of());

    assertThat(lines.get(0))
        .contains(" INFO ", "job=j1 attempt=2 worker=host-1 trace=4bf9 test hello");
    assertThat(lines.get(1)).endsWith("] test no job");
  }

  @Test
  void aStructuredLineNamesItInFields() throws IOException {
    List<String> lines = lines(Map.of("logging.structured.format.file", "logstash"));

    JsonNode line = JsonMapper.shared().readTree(lines.get(0));
    assertThat(line.path("message").asString()).isEqualTo("hello");
    assertThat(line.path("job").asString()).isEqualTo("j1");
    assertThat(line.path("attempt").asString()).isEqualTo("2");
    assertThat(line.path("worker").asString()).isEqualTo("host-1");
    assertThat(line.path("traceId").asString()).isEqualTo("4bf9");
    assertThat(JsonMapper.shared().readTree(lines.get(1)).has("job")).isFalse();
  }

  @Test
  void ecsNamesTheService() throws IOException {
    List<String> lines = lines(Map.of("logging.structured.format.file", "ecs"));

    JsonNode line = JsonMapper.shared().readTree(lines.get(0));
    assertThat(line.at("/service/name").asString()).isEqualTo("jobmill");
    assertThat(line.toString()).contains("\"job\":\"j1\"");
  }

  @Test
  void refusesAFormThereIsNot() {
    assertThatThrownBy(() -> lines(Map.of("logging.structured.format.file", "yaml")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("logging.structured.format.file")
        .hasMessageContaining("yaml");
  }

  private List<String> lines(Map<String, Object> settings) throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
    context.setMDCAdapter(MDC.getMDCAdapter());
    LogFile.write(context, temp, environment);
    JOB.during(() -> context.getLogger("test").info("hello"));
    context.getLogger("test").info("no job");
    return Files.readAllLines(temp.resolve("jobmill.log"));
  }
}
