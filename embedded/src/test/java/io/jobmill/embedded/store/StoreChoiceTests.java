// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreChoiceTests {
  @TempDir private Path folder;

  @Test
  void takesTheEmbeddedStoreWhereThereIsNoMongod() {
    StoreChoice choice = StoreChoice.of(Map.of(), folder);

    assertThat(choice.kind()).isEqualTo(StoreKind.EMBEDDED);
    assertThat(choice.explained()).startsWith("embedded").contains("some ten thousand jobs");
  }

  @Test
  void takesAMongodThatIsNamed() throws IOException {
    Path mongod = program("mine");

    StoreChoice choice = StoreChoice.of(Map.of("JOBMILL_MONGOD", mongod.toString()), folder);

    assertThat(choice).isEqualTo(new StoreChoice(StoreKind.MONGOD, folder, mongod));
  }

  @Test
  void takesAMongodFromThePath() throws IOException {
    Path mongod = program("mongod");

    StoreChoice choice = StoreChoice.of(Map.of("PATH", "/nowhere:" + mongod.getParent()), folder);

    assertThat(choice.mongod()).isEqualTo(mongod);
  }

  @Test
  void takesTheEmbeddedStoreThatIsAskedForThoughThereIsAMongod() throws IOException {
    StoreChoice choice =
        StoreChoice.of(
            Map.of("JOBMILL_MONGOD", program("mine").toString(), "JOBMILL_STORE", "embedded"),
            folder);

    assertThat(choice.kind()).isEqualTo(StoreKind.EMBEDDED);
  }

  @Test
  void refusesAWordThatIsNoStore() {
    assertThatThrownBy(() -> StoreChoice.of(Map.of("JOBMILL_STORE", "redis"), folder))
        .isInstanceOf(StoreStartException.class)
        .hasMessage("JOBMILL_STORE is embedded or mongod, not redis");
  }

  @Test
  void refusesToGoOnWithoutTheMongodThatIsAskedFor() {
    assertThatThrownBy(() -> StoreChoice.of(Map.of("JOBMILL_STORE", "mongod"), folder))
        .isInstanceOf(StoreStartException.class)
        .hasMessage(
            "JOBMILL_STORE asks for mongod, and none is found; name one with JOBMILL_MONGOD");
  }

  @Test
  void refusesAMongodThatIsNoProgram() {
    assertThatThrownBy(() -> StoreChoice.of(Map.of("JOBMILL_MONGOD", "/nowhere"), folder))
        .isInstanceOf(StoreStartException.class)
        .hasMessage("JOBMILL_MONGOD names /nowhere, which is no program that can be run");
  }

  @Test
  void staysWithTheStoreThatTheFolderBeganWith() throws IOException {
    StoreChoice.of(Map.of(), folder).open(0).close();

    StoreChoice later =
        StoreChoice.of(Map.of("JOBMILL_MONGOD", program("mine").toString()), folder);

    assertThat(later.kind()).isEqualTo(StoreKind.EMBEDDED);
  }

  @Test
  void saysHowToChangeTheStoreOfAFolder() throws IOException {
    StoreChoice.of(Map.of(), folder).open(0).close();
    Map<String, String> wish =
        Map.of("JOBMILL_STORE", "mongod", "JOBMILL_MONGOD", program("mine").toString());

    assertThatThrownBy(() -> StoreChoice.of(wish, folder))
        .isInstanceOf(StoreStartException.class)
        .hasMessageContaining("began with the store embedded")
        .hasMessageContaining("remove the folder: what is in it is then built again from Kafka");
  }

  @Test
  void refusesAFolderOfAMongodThatIsGone() throws IOException {
    Files.writeString(folder.resolve("store"), "mongod\n");

    assertThatThrownBy(() -> StoreChoice.of(Map.of(), folder))
        .isInstanceOf(StoreStartException.class)
        .hasMessageContaining("began with the store mongod, and no mongod is found");
  }

  private Path program(String name) throws IOException {
    Path file = Files.createFile(folder.resolve(name));
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
