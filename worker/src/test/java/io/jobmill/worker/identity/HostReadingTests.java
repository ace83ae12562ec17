// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostReadingTests {

  private static final Instant STARTED = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path root;

  @Test
  void readsWhatLinuxTells() throws IOException {
    write("etc/os-release", "PRETTY_NAME=\"x\"\nNAME=\"Debian GNU/Linux\"\nVERSION_ID='12'\n");
    write("proc/uptime", "273905.17 500000.00\n");
    write("proc/loadavg", "0.52 0.58 0.59 1/389 12345\n");

    Host host = new HostReading(root, STARTED).get();

    assertThat(host.startedAt()).isEqualTo(STARTED);
    assertThat(host.distribution()).isEqualTo("Debian GNU/Linux");
    assertThat(host.version()).isEqualTo("12");
    assertThat(host.up()).isEqualTo(Duration.ofSeconds(273905));
    assertThat(host.load()).containsExactly(0.52, 0.58, 0.59);
  }

  @Test
  void tellsWhatTheJvmKnowsWhereThereAreNoSuchFiles() {
    Host host = new HostReading(root, STARTED).get();

    assertThat(host.distribution()).isEqualTo(System.getProperty("os.name"));
    assertThat(host.kernel()).isEqualTo(System.getProperty("os.version"));
    assertThat(host.architecture()).isEqualTo(System.getProperty("os.arch"));
    assertThat(host.cpus()).isPositive();
    assertThat(host.memoryTotal()).isGreaterThan(host.memoryFree());
    assertThat(host.up()).isNull();
    assertThat(host.load()).isEmpty();
  }

  @Test
  void doesNotGuessFromFilesThatReadOtherwise() throws IOException {
    write("etc/os-release", "nothing\n=x\n");
    write("proc/uptime", "\n");
    write("proc/loadavg", "high 1 2\n");

    Host host = new HostReading(root, STARTED).get();

    assertThat(host.distribution()).isEqualTo(System.getProperty("os.name"));
    assertThat(host.up()).isNull();
    assertThat(host.load()).isEmpty();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
