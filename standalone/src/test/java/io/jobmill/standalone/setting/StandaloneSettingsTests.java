// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jobmill.standalone.RefusedException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandaloneSettingsTests {
  @Test
  void worksWithoutAnySetting() {
    StandaloneSettings settings = StandaloneSettings.from(Map.of());

    assertThat(settings.web()).isEqualTo(8080);
    assertThat(settings.servers().kafkaPort()).isEqualTo(9092);
    assertThat(settings.servers().kafka()).isEmpty();
    assertThat(settings.servers().mongodb()).isEmpty();
    assertThat(settings.dataFolder()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(settings.keys().admin()).isEmpty();
  }

  @Test
  void takesWhatTheEnvironmentSays() {
    StandaloneSettings settings =
        StandaloneSettings.from(
            Map.of(
                "SERVER_PORT", "0",
                "JOBMILL_KAFKA_PORT", " 19092 ",
                "JOBMILL_KAFKA_BOOTSTRAP_SERVERS", "a:1,b:2",
                "JOBMILL_MONGODB_URI", "mongodb://m",
                "JOBMILL_ADMIN_KEY", "key"));

    assertThat(settings.web()).isZero();
    assertThat(settings.servers().kafkaPort()).isEqualTo(19_092);
    assertThat(settings.servers().kafka()).contains("a:1,b:2");
    assertThat(settings.servers().mongodb()).contains("mongodb://m");
    assertThat(settings.keys().admin()).contains("key");
  }

  @Test
  void takesAnEmptyValueForNone() {
    StandaloneSettings settings =
        StandaloneSettings.from(Map.of("SERVER_PORT", "", "JOBMILL_MONGODB_URI", " "));

    assertThat(settings.web()).isEqualTo(8080);
    assertThat(settings.servers().mongodb()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "-1", "65536", "80 80", "99999999999"})
  void refusesWhatIsNoPort(String text) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> StandaloneSettings.from(Map.of("SERVER_PORT", text)))
        .withMessage(
            "SERVER_PORT is '%s'; it must be a port, 1 to 65535, or 0 for any free one", text);
  }

  @Test
  void refusesATemplatesFolderThatIsNamedAndNotThere() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(
            () -> StandaloneSettings.from(Map.of("JOBMILL_TEMPLATES_DIR", "/no/such/folder")))
        .withMessage(
            "JOBMILL_TEMPLATES_DIR is /no/such/folder, and there is no such folder; make it, or"
                + " name another");
  }
}
