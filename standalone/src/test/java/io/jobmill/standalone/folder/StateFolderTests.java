// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jobmill.standalone.RefusedException;
import io.jobmill.standalone.setting.KeySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTests {
  private static final KeySettings NONE = new KeySettings(Optional.empty(), Optional.empty());

  @TempDir Path temp;

  @Test
  void makesAFolderThatOnlyItsOwnerCanEnter() throws IOException {
    try (StateFolder folder = StateFolder.open(temp.resolve("a/b"))) {
      assertThat(permissions(folder.path())).isEqualTo("rwx------");
    }
  }

  @Test
  void closesAFolderThatOthersCouldEnter() throws IOException {
    Path open = Files.createDirectory(temp.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));

    StateFolder.open(open).close();

    assertThat(permissions(open)).isEqualTo("rwx------");
  }

  @Test
  void makesKeysOnceAndForTheOwnerOnly() throws IOException {
    Key made;
    try (StateFolder folder = StateFolder.open(temp)) {
      made = folder.adminKey(NONE);
    }
    try (StateFolder folder = StateFolder.open(temp)) {
      Key kept = folder.adminKey(NONE);

      assertThat(made.made()).isTrue();
      assertThat(made.text()).matches("jm_[0-9a-f]{12}_[0-9a-f]{64}");
      assertThat(kept.made()).isFalse();
      assertThat(kept.text()).isEqualTo(made.text());
      assertThat(permissions(temp.resolve("admin.key"))).isEqualTo("rw-------");
    }
  }

  @Test
  void forgetsAKeyThatWasJustMadeAndNoOther() {
    try (StateFolder folder = StateFolder.open(temp)) {
      folder.withdraw(folder.adminKey(NONE));
      assertThat(temp.resolve("admin.key")).doesNotExist();

      folder.adminKey(NONE);
      folder.withdraw(folder.adminKey(NONE));
      assertThat(temp.resolve("admin.key")).exists();
    }
  }

  @Test
  void prefersTheKeyOfTheEnvironmentAndKeepsNone() {
    try (StateFolder folder = StateFolder.open(temp)) {
      Key given = folder.adminKey(new KeySettings(Optional.of("mine"), Optional.empty()));

      assertThat(given).isEqualTo(new Key("mine", false, "JOBMILL_ADMIN_KEY"));
      assertThat(temp.resolve("admin.key")).doesNotExist();
    }
  }

  @Test
  void shutsOthersOutOfAKeyFileThatTheyCouldRead() throws IOException {
    Path file = Files.writeString(temp.resolve("secret.key"), "0123456789012345678901234567890123");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    try (StateFolder folder = StateFolder.open(temp)) {
      assertThat(folder.secretKey(NONE).text()).startsWith("0123");
    }

    assertThat(permissions(file)).isEqualTo("rw-------");
  }

  @Test
  void refusesAnEmptyKeyFileInsteadOfMakingAnotherKey() throws IOException {
    Files.createFile(temp.resolve("secret.key"));

    try (StateFolder folder = StateFolder.open(temp)) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> folder.secretKey(NONE))
          .withMessageContaining("secret.key is empty");
    }
  }

  @Test
  void namesTheProcessThatHasTheFolder() {
    StateFolder held = StateFolder.open(temp);

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> StateFolder.open(temp))
        .withMessage(
            "the data folder %s is in use by another Jobmill (process %d); stop that one, or set"
                + " JOBMILL_DATA_DIR to another folder",
            temp, ProcessHandle.current().pid());

    held.close();
    StateFolder.open(temp).close();
  }

  @Test
  void refusesAFolderThatCannotBeMade() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> StateFolder.open(file.resolve("data")))
        .withMessageContaining("cannot be written")
        .withMessageContaining("set JOBMILL_DATA_DIR to another folder");
  }

  @Test
  void printsNoKey() {
    assertThat(new Key("jm_secret", true, "here").toString()).doesNotContain("jm_secret");
    assertThat(new KeySettings(Optional.of("jm_secret"), Optional.empty()).toString())
        .doesNotContain("jm_secret");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
