// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.testing.InMemoryTable;
import io.jobmill.job.Pool;
import io.jobmill.template.Origin;
import io.jobmill.template.Parsed;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateReader;
import io.jobmill.template.TemplateRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSyncTests {

  @TempDir private Path folder;

  private final InMemoryTable<TemplateRecord> table = new InMemoryTable<>();
  private final List<String> written = new ArrayList<>();
  private final List<Pool> pools = new ArrayList<>();
  private final Templates templates = new Templates(table, pools::add);

  FolderSyncTests() {
    table.listen(
        new DefinitionTable.Listener<>() {
          @Override
          public void changed(String key, TemplateRecord value) {
            written.add("+" + key);
          }

          @Override
          public void removed(String key) {
            written.add("-" + key);
          }
        });
  }

  @Test
  void publishesWhatIsInTheFolderWhenItStarts() throws IOException {
    write("a.yaml", template("a", "mill"));
    write("sub/b.yml", template("b", "default"));
    write("c.txt", "not ours");
    write(".hidden/d.yaml", "not ours either");

    sync().runOnce();

    assertThat(written).containsExactlyInAnyOrder("+a", "+b");
    assertThat(pools).contains(new Pool("mill"));
    assertThat(find("b").source()).isEqualTo("sub/b.yml");
    assertThat(find("b").origin()).isEqualTo(Origin.FILE);
  }

  @Test
  void publishesOnlyWhatDiffers() throws IOException {
    write("a.yaml", template("a", "default"));
    sync().runOnce();

    sync().runOnce();

    assertThat(written).containsExactly("+a");
  }

  @Test
  void takesAChangedFileOnceItLooksTheSameTwice() throws IOException {
    write("a.yaml", template("a", "default"));
    FolderSync sync = sync();
    sync.runOnce();

    write("a.yaml", template("a", "other-pool"));
    sync.runOnce();
    assertThat(find("a").template().pool()).isEqualTo(Pool.DEFAULT);
    sync.runOnce();

    assertThat(find("a").template().pool()).isEqualTo(new Pool("other-pool"));
  }

  @Test
  void keepsTheLastGoodVersionOfABadFileAndSaysWhatIsWrong() throws IOException {
    write("a.yaml", template("a", "default"));
    FolderSync sync = sync();
    sync.runOnce();

    write("a.yaml", "name: a\npool: NOT A POOL\n");
    sync.runOnce();
    sync.runOnce();

    assertThat(written).containsExactly("+a");
    assertThat(sync.problems()).isNotEmpty();
    assertThat(sync.problems().get(0).toString()).startsWith("a.yaml:2: pool");
  }

  @Test
  void keepsTheLastGoodVersionOfABadFileAlsoOverAStart() throws IOException {
    write("a.yaml", template("a", "default"));
    sync().runOnce();
    write("a.yaml", "name: [\n");

    sync().runOnce();

    assertThat(written).containsExactly("+a");
  }

  @Test
  void forgetsTheProblemsOfAFileThatIsGoodAgain() throws IOException {
    write("a.yaml", "nonsense");
    FolderSync sync = sync();
    sync.runOnce();
    assertThat(sync.problems()).hasSize(1);

    write("a.yaml", template("a", "default"));
    sync.runOnce();
    sync.runOnce();

    assertThat(sync.problems()).isEmpty();
    assertThat(written).containsExactly("+a");
  }

  @Test
  void takesAwayWhatIsGoneFromTheFolder() throws IOException {
    write("a.yaml", template("a", "default"));
    FolderSync sync = sync();
    sync.runOnce();

    Files.delete(folder.resolve("a.yaml"));
    sync.runOnce();
    sync.runOnce();

    assertThat(written).containsExactly("+a", "-a");
  }

  @Test
  void takesAwayWhatWentWhileItWasNotLooking() throws IOException {
    write("a.yaml", template("a", "default"));
    sync().runOnce();
    Files.delete(folder.resolve("a.yaml"));

    sync().runOnce();

    assertThat(written).containsExactly("+a", "-a");
  }

  @Test
  void leavesTemplatesOfTheApiAloneButLetsAFileWin() throws IOException {
    templates.publish(parsed("over-http", "default"));
    templates.publish(parsed("a", "default"));
    write("a.yaml", template("a", "mill"));

    sync().runOnce();

    assertThat(find("over-http").origin()).isEqualTo(Origin.API);
    assertThat(find("a").origin()).isEqualTo(Origin.FILE);
  }

  @Test
  void refusesANameThatAnotherFileHasAndNamesBothPlaces() throws IOException {
    write("a.yaml", template("same", "default"));
    write("b.yaml", "# a comment\n" + template("SAME", "mill"));

    FolderSync sync = sync();
    sync.runOnce();

    assertThat(sync.problems())
        .extracting(FileProblem::toString)
        .containsExactly("b.yaml:2: template 'SAME' is also in a.yaml:1");
    assertThat(find("same").template().pool()).isEqualTo(Pool.DEFAULT);
  }

  @Test
  void keepsTheLastGoodVersionOfAFileThatTakesAnothersName() throws IOException {
    write("a.yaml", template("mine", "default"));
    write("b.yaml", template("same", "default"));
    FolderSync sync = sync();
    sync.runOnce();

    write("a.yaml", template("same", "mill"));
    sync.runOnce();
    sync.runOnce();
    assertThat(sync.problems())
        .extracting(FileProblem::toString)
        .containsExactly("a.yaml:1: template 'same' is also in b.yaml:1");
    write("a.yaml", "name: [\n");
    sync.runOnce();
    sync.runOnce();

    assertThat(sync.problems()).extracting(FileProblem::line).containsExactly(2);
    assertThat(written).containsExactly("+mine", "+same");
  }

  @Test
  void takesAwayWhatWentWithABadFile() throws IOException {
    write("a.yaml", template("a", "default"));
    write("b.yaml", template("b", "default"));
    sync().runOnce();
    write("a.yaml", "name: [\n");
    write("b.yaml", template("b", "default"));
    FolderSync sync = sync();
    sync.runOnce();
    write("b.yaml", template("a", "default") + "---\n" + template("b", "mill"));
    sync.runOnce();
    sync.runOnce();

    Files.delete(folder.resolve("a.yaml"));
    Files.delete(folder.resolve("b.yaml"));
    sync.runOnce();
    sync.runOnce();

    assertThat(templates.all()).isEmpty();
  }

  @Test
  void doesNotFightWithAGatewayWhoseFolderDiffers() throws IOException {
    write("a.yaml", template("a", "default"));
    FolderSync sync = sync();
    sync.runOnce();
    templates.publish(new TemplateRecord(parsed("a", "mill"), Origin.FILE, "a.yaml"));

    sync.runOnce();
    sync.runOnce();

    assertThat(find("a").template().pool()).isEqualTo(new Pool("mill"));
  }

  @Test
  void putsBackWhatAGatewayWithoutTheFileTookAway() throws IOException {
    write("a.yaml", template("a", "default"));
    FolderSync sync = sync();
    sync.runOnce();
    templates.remove("a");

    sync.runOnce();

    assertThat(written).containsExactly("+a", "-a", "+a");
  }

  @Test
  void takesNothingAwayWhileTheFolderIsNotThere() throws IOException {
    write("a.yaml", template("a", "default"));
    sync().runOnce();

    FolderSync lost =
        new FolderSync(
            new TemplateFolder(new FolderFiles(folder.resolve("not-mounted")), "here"),
            templates,
            key -> true);
    lost.runOnce();

    assertThat(written).containsExactly("+a");
    assertThat(lost.problems()).hasSize(1);
  }

  private FolderSync sync() {
    return new FolderSync(
        new TemplateFolder(new FolderFiles(folder), "here"), templates, key -> true);
  }

  private TemplateRecord find(String name) {
    return templates.find(name).orElseThrow().value();
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static String template(String name, String pool) {
    return """
        name: %s
        pool: %s
        key: nobody
        operation: {type: shell, data: {script: echo hi}}
        """
        .formatted(name, pool);
  }

  private static Template parsed(String name, String pool) {
    Parsed<Template> parsed =
        TemplateReader.read(
            Map.of(
                "name",
                name,
                "pool",
                pool,
                "operation",
                Map.of("type", "shell", "data", Map.of("script", "true"))));
    return ((Parsed.Valid<Template>) parsed).value();
  }
}
