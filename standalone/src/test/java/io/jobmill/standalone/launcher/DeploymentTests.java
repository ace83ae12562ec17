// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.launcher;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.standalone.launcher.ComposeFile.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import kafka.server.KafkaConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the container files to what the services and the build really have. */
class DeploymentTests {
  private static final Path ROOT = Path.of("..");
  private static final Set<String> SPRINGS = Set.of("SPRING_CONFIG_IMPORT");
  private static final Pattern SETTING = Pattern.compile("JOBMILL_[A-Z_]*[A-Z]");

  /** Read by the launcher, the standalone server or a service without a settings record. */
  private static final Set<String> OTHER_SETTINGS =
      Set.of(
          "JOBMILL_ADMIN_KEY",
          "JOBMILL_JAVA_OPTS",
          "JOBMILL_JWT_SECRET",
          "JOBMILL_KAFKA_PORT",
          "JOBMILL_KAFKA_PROPERTIES_SECURITY_PROTOCOL",
          "JOBMILL_MONGOD",
          "JOBMILL_SECRET_KEY",
          "JOBMILL_STORE");

  private ComposeFile compose;

  @BeforeEach
  void read() throws IOException {
    compose = ComposeFile.read(ROOT.resolve("docker-compose.yml"));
  }

  @Test
  void bringsUpEveryPart() {
    assertThat(compose.services())
        .containsOnlyKeys("init", "kafka", "mongodb", "api-gateway", "projector", "worker");
  }

  @Test
  void watchesAndLimitsEveryServer() {
    assertThat(compose.services())
        .allSatisfy(
            (name, service) -> {
              assertThat(service.limits()).containsKeys("cpus", "memory");
              if (!name.equals("init")) {
                assertThat(service.has("healthcheck")).isTrue();
              }
            });
  }

  @Test
  void givesServicesTheTimeToEndInOrder() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/operate/deployment.md"));

    assertThat(page).containsPattern("Give every service 40 seconds\\s+before a `SIGKILL`");
    for (String name : List.of("api-gateway", "projector", "worker")) {
      assertThat(service(name).stopGrace()).isGreaterThanOrEqualTo(Duration.ofSeconds(40));
    }
  }

  @Test
  void letsThereBeAnyNumberOfWorkers() {
    Service worker = service("worker");

    assertThat(worker.has("ports")).isFalse();
    assertThat(worker.has("container_name")).isFalse();
    // A named volume would give all workers one id.
    assertThat(worker.list("volumes")).contains("/var/lib/jobmill");
  }

  @Test
  void givesTheAdminKeyToGatewaysOnly() {
    Set<String> readers =
        compose.services().entrySet().stream()
            .filter(entry -> entry.getValue().list("volumes").toString().contains("admin-keys"))
            .map(Map.Entry::getKey)
            .collect(toSet());

    assertThat(readers).containsExactlyInAnyOrder("init", "api-gateway");
    assertThat(service("api-gateway").list("volumes"))
        .filteredOn(volume -> volume.contains("keys"))
        .allMatch(volume -> volume.endsWith(":ro"));
  }

  @Test
  void startsServicesWhenTheirServersAreReadyAndTheKeysMade() {
    for (String name : List.of("api-gateway", "projector", "worker")) {
      assertThat(service(name).map("depends_on")).containsKeys("init", "kafka");
    }
    assertThat(service("projector").map("depends_on")).containsKey("mongodb");
    // Triggering works while MongoDB is down, so a gateway does not wait for it.
    assertThat(service("api-gateway").map("depends_on")).doesNotContainKey("mongodb");
  }

  @Test
  void usesOnlyVolumesThatItDeclares() {
    Set<String> used =
        compose.services().values().stream()
            .flatMap(service -> service.list("volumes").stream())
            .filter(volume -> !volume.startsWith("/") && !volume.startsWith("."))
            .map(volume -> volume.substring(0, volume.indexOf(':')))
            .collect(toSet());

    assertThat(used).isEqualTo(compose.volumes().keySet());
  }

  @Test
  void setsOnlyWhatTheServicesRead() throws IOException {
    Set<String> known = ServiceProperties.environmentNames();

    for (String name : List.of("api-gateway", "projector", "worker")) {
      assertThat(service(name).environment().keySet())
          .filteredOn(variable -> !SPRINGS.contains(variable))
          .isSubsetOf(known);
    }
  }

  @Test
  void setsOnlyWhatTheBrokerReads() {
    assertThat(service("kafka").environment().keySet())
        .filteredOn(variable -> !variable.equals("KAFKA_HEAP_OPTS"))
        .extracting(DeploymentTests::kafkaSetting)
        .isSubsetOf(KafkaConfig.configDef().names());
  }

  @Test
  void recommendsTheBrokerSettingsThatItUses() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/operate/deployment.md"));
    int begin = page.indexOf("```properties\n") + "```properties\n".length();
    List<String> recommended = page.substring(begin, page.indexOf("```", begin)).lines().toList();

    List<String> used =
        service("kafka").environment().entrySet().stream()
            .map(entry -> kafkaSetting(entry.getKey()) + "=" + entry.getValue())
            .toList();
    assertThat(recommended).isNotEmpty();
    assertThat(used).containsAll(recommended);
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/operate/standalone.md", "docs/operate/deployment.md", "jobmill"})
  void namesOnlySettingsThatExist(String page) throws IOException {
    Set<String> named =
        SETTING
            .matcher(Files.readString(ROOT.resolve(page)))
            .results()
            .map(MatchResult::group)
            .collect(toSet());

    Set<String> known = new HashSet<>(ServiceProperties.environmentNames());
    known.addAll(OTHER_SETTINGS);
    assertThat(named).isNotEmpty().isSubsetOf(known);
  }

  @Test
  void buildsEachServiceFromTheJarThatTheBuildLeaves() throws IOException {
    String dockerfile = Files.readString(ROOT.resolve("Dockerfile"));

    assertThat(dockerfile).contains("target/jobmill-\"$service\"-*-exec.jar");
    for (String service : List.of("api-gateway", "projector", "worker", "standalone")) {
      assertThat(Files.readString(ROOT.resolve(service).resolve("pom.xml")))
          .contains("<artifactId>jobmill-%s</artifactId>".formatted(service))
          .contains("<artifactId>spring-boot-maven-plugin</artifactId>");
    }
    assertThat(dockerfile).contains("for service in api-gateway projector worker standalone;");
    assertThat(compose.services().values().stream().map(Service::built).filter(s -> !s.isEmpty()))
        .isSubsetOf("api-gateway", "projector", "worker");
  }

  @Test
  void shipsTheScriptsThatItRuns() throws IOException {
    String dockerfile = Files.readString(ROOT.resolve("Dockerfile"));

    for (String script : List.of("init-keys", "health")) {
      assertThat(ROOT.resolve("deploy").resolve(script)).isExecutable();
      assertThat(dockerfile).contains("deploy/" + script);
    }
  }

  @Test
  void makesEachKeyOnceForItsOwnerOnly(@TempDir Path temp)
      throws IOException, InterruptedException {
    assertThat(initKeys(temp)).isZero();
    Path adminKey = temp.resolve("admin/jobmill.admin-key");
    String made = Files.readString(adminKey);
    assertThat(initKeys(temp)).isZero();

    assertThat(Files.readString(adminKey)).isEqualTo(made).matches("jm_[0-9a-f]{12}_[0-9a-f]{64}");
    assertThat(Files.readString(temp.resolve("shared/jobmill.secret-key"))).hasSize(64);
    assertThat(Files.getPosixFilePermissions(adminKey)).hasToString("[OWNER_READ]");
  }

  private static int initKeys(Path folder) throws IOException, InterruptedException {
    return new ProcessBuilder(
            ROOT.resolve("deploy/init-keys").toString(),
            folder.resolve("admin").toString(),
            folder.resolve("shared").toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private Service service(String name) {
    return Objects.requireNonNull(compose.services().get(name), name);
  }

  private static String kafkaSetting(String variable) {
    return variable.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
