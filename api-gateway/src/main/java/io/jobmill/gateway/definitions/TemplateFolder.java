// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import io.jobmill.gateway.definitions.FolderFiles.Stamp;
import io.jobmill.template.Template;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The templates that a folder holds, look by look. A file is taken once it looks the same twice, so
 * that none is read while it is being written; one that is bad leaves its last good version in
 * force. Not thread-safe.
 */
final class TemplateFolder {

  private static final Logger log = LoggerFactory.getLogger(TemplateFolder.class);

  private final FolderFiles files;
  private final String whose;
  private final Map<String, Taken> taken = new TreeMap<>();
  private @Nullable Map<String, Stamp> last;

  /**
   * @param host where the folder is, for people
   */
  TemplateFolder(FolderFiles files, String host) {
    this.files = files;
    this.whose = host + ":" + files.root();
  }

  /** A template and where it stands. */
  record Placed(Template template, String file, int line) {

    String place() {
      return file + ":" + line;
    }
  }

  /**
   * What the folder says.
   *
   * @param templates by lookup key
   * @param bad files that are not in force as they are
   */
  record Contents(Map<String, Placed> templates, Set<String> bad, List<FileProblem> problems) {}

  /**
   * What was read of a file, and what of it is in force: the last version that was good, and whose
   * names no other file had.
   */
  private record Taken(Stamp stamp, TemplateFile current, TemplateFile.@Nullable Good inForce) {

    boolean settled() {
      return current == inForce;
    }
  }

  /** The folder by its host and path. */
  String whose() {
    return whose;
  }

  /**
   * @throws IOException if the folder cannot be looked at: that says nothing about its templates
   */
  Contents look() throws IOException {
    Map<String, Stamp> now = files.look();
    Map<String, Stamp> before = last == null ? now : last;
    now.forEach(
        (file, stamp) -> {
          Taken known = taken.get(file);
          boolean changed = known == null || !known.stamp().equals(stamp);
          if (changed && stamp.equals(before.get(file))) {
            taken.put(file, take(file, stamp, known));
          }
        });
    taken.keySet().removeIf(file -> !now.containsKey(file) && !before.containsKey(file));
    last = now;
    return contents();
  }

  private Taken take(String file, Stamp stamp, @Nullable Taken known) {
    TemplateFile parsed = parse(file);
    if (parsed instanceof TemplateFile.Good good) {
      log.info("template file read file={} templates={}", file, good.templates().size());
    }
    return new Taken(stamp, parsed, known == null ? null : known.inForce());
  }

  private TemplateFile parse(String file) {
    try {
      return TemplateFile.parse(file, files.read(file));
    } catch (IOException e) {
      return new TemplateFile.Bad(
          List.of(new FileProblem(file, 1, "cannot be read: " + e.getMessage())));
    }
  }

  /** A name that two files have stays with the one that had it first. */
  private Contents contents() {
    Contents contents = new Contents(new LinkedHashMap<>(), new TreeSet<>(), new ArrayList<>());
    for (boolean settled : new boolean[] {true, false}) {
      taken.entrySet().stream()
          .filter(entry -> entry.getValue().settled() == settled)
          .toList()
          .forEach(entry -> entry.setValue(add(entry.getKey(), entry.getValue(), contents)));
    }
    return contents;
  }

  /** Adds what is in force of a file, and says what is in force of it from now on. */
  private static Taken add(String file, Taken content, Contents contents) {
    List<FileProblem> problems = problems(file, content.current(), contents);
    if (content.current() instanceof TemplateFile.Good good && problems.isEmpty()) {
      place(file, good, contents);
      return new Taken(content.stamp(), good, good);
    }
    contents.bad().add(file);
    contents.problems().addAll(problems);
    TemplateFile.Good before = content.inForce();
    if (before != null && twice(file, before, contents).isEmpty()) {
      place(file, before, contents);
    }
    return content;
  }

  private static void place(String file, TemplateFile.Good good, Contents contents) {
    for (Template template : good.templates()) {
      String key = Template.lookupKey(template.name());
      contents.templates().put(key, new Placed(template, file, good.lines().getOrDefault(key, 1)));
    }
  }

  private static List<FileProblem> problems(String file, TemplateFile read, Contents contents) {
    if (read instanceof TemplateFile.Bad bad) {
      return bad.problems();
    }
    return twice(file, (TemplateFile.Good) read, contents);
  }

  private static List<FileProblem> twice(String file, TemplateFile.Good good, Contents contents) {
    List<FileProblem> problems = new ArrayList<>();
    for (Template template : good.templates()) {
      String key = Template.lookupKey(template.name());
      Placed other = contents.templates().get(key);
      if (other != null) {
        problems.add(
            new FileProblem(
                file,
                good.lines().getOrDefault(key, 1),
                "template '%s' is also in %s".formatted(template.name(), other.place())));
      }
    }
    return problems;
  }
}
