// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerFolderTests {

  @TempDir Path data;

  @Test
  void keepsTheIdOverRestarts() {
    UUID first;
    try (WorkerFolder folder = WorkerFolder.open(data)) {
      first = folder.id();
    }

    try (WorkerFolder folder = WorkerFolder.open(data)) {
      assertThat(folder.id()).isEqualTo(first);
      assertThat(folder.nameOn("host")).isEqualTo("host");
    }
  }

  @Test
  void givesASecondWorkerAPartOfItsOwn() {
    try (WorkerFolder one = WorkerFolder.open(data);
        WorkerFolder two = WorkerFolder.open(data)) {
      assertThat(two.id()).isNotEqualTo(one.id());
      assertThat(two.nameOn("host")).isEqualTo("host#2");
      assertThat(two.scratch()).isNotEqualTo(one.scratch());
    }
  }

  @Test
  void saysInOneLineWhatIsWrongWithTheFolder() throws IOException {
    Path file = Files.createFile(data.resolve("file"));
    Files.createDirectories(data.resolve("worker"));
    Files.writeString(data.resolve("worker/id"), "nonsense");

    assertThatThrownBy(() -> WorkerFolder.open(file))
        .isInstanceOf(WorkerFolderException.class)
        .hasMessageContaining("cannot be used");
    assertThatThrownBy(() -> WorkerFolder.open(data))
        .hasMessageContaining("does not hold the worker's id");
  }
}
