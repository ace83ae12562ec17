// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import io.jobmill.gateway.definitions.TemplateFolder.Contents;
import io.jobmill.gateway.definitions.TemplateFolder.Placed;
import io.jobmill.kafka.Loop;
import io.jobmill.template.Origin;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateRecord;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the templates topic say what the folder says: publishes what differs, takes away what is
 * gone. Several gateways do so at once; they agree as long as their folders do.
 *
 * <p>At the start the folder is right about everything that came from a file. Later it is right
 * only about what changed in it: a gateway that finds another's version of a template says so and
 * leaves it, or the two would overwrite each other for ever.
 */
final class FolderSync implements Loop {

  private static final Logger log = LoggerFactory.getLogger(FolderSync.class);

  private final TemplateFolder folder;
  private final Templates templates;
  private final KeyNames keys;
  private final Set<String> said = new HashSet<>();
  private Map<String, Placed> published = Map.of();
  private boolean begun;
  private volatile List<FileProblem> problems = List.of();

  FolderSync(TemplateFolder folder, Templates templates, KeyNames keys) {
    this.folder = folder;
    this.templates = templates;
    this.keys = keys;
  }

  /** What is wrong with the folder's files now. */
  List<FileProblem> problems() {
    return problems;
  }

  @Override
  public void runOnce() {
    Contents contents;
    try {
      contents = folder.look();
    } catch (IOException e) {
      say(List.of(new FileProblem(folder.whose(), 1, String.valueOf(e.getMessage()))));
      return;
    }
    say(contents.problems());
    contents.templates().forEach(this::publishIfNew);
    for (TemplateRecord record : templates.all()) {
      if (isGone(record, contents)) {
        log.info("template is gone template={} file={}", record.template().name(), record.source());
        templates.remove(record.template().name());
      }
    }
    published = contents.templates();
    begun = true;
  }

  private void publishIfNew(String key, Placed placed) {
    TemplateRecord wanted =
        new TemplateRecord(placed.template(), Origin.FILE, placed.file(), folder.whose());
    var stored = templates.find(key);
    if (stored.isPresent()) {
      TemplateRecord there = stored.get().value();
      if (there.agreesWith(wanted)) {
        return;
      }
      if (isAnothers(key, placed, there)) {
        warnOnce(
            "templates folders differ template=%s here=%s/%s there=%s/%s"
                .formatted(
                    there.template().name(),
                    folder.whose(),
                    placed.file(),
                    there.folder(),
                    there.source()));
        return;
      }
      if (there.origin() == Origin.API) {
        log.warn(
            "template of a file replaces one made over HTTP template={} file={}",
            there.template().name(),
            placed.file());
      }
    }
    templates.publish(wanted);
    log.info("template published template={} place={}", placed.template().name(), placed.place());
    String tiedTo = placed.template().key();
    if (tiedTo != null && !keys.exists(tiedTo)) {
      log.warn(
          "template is tied to a key that does not exist yet template={} key={} place={}",
          placed.template().name(),
          tiedTo,
          placed.place());
    }
  }

  /** Whether somebody else put a file's version in force after we had put ours. */
  private boolean isAnothers(String key, Placed placed, TemplateRecord there) {
    return begun && there.origin() == Origin.FILE && placed.equals(published.get(key));
  }

  private boolean isGone(TemplateRecord record, Contents contents) {
    String key = Template.lookupKey(record.template().name());
    String source = record.source();
    return record.origin() == Origin.FILE
        && !contents.templates().containsKey(key)
        && (source == null || !contents.bad().contains(source))
        && (!begun || published.containsKey(key) || folder.whose().equals(record.folder()));
  }

  private void say(List<FileProblem> now) {
    for (FileProblem problem : now) {
      if (!problems.contains(problem)) {
        log.error("template file refused, its last good version stays in force: {}", problem);
      }
    }
    problems = List.copyOf(now);
  }

  private void warnOnce(String warning) {
    if (said.add(warning)) {
      log.warn("{}", warning);
    }
  }
}
