// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.shell;

import io.jobmill.handler.JobContext;
import io.jobmill.handler.LogLevel;
import io.jobmill.worker.report.LogSettings;
import io.jobmill.worker.report.Masker;
import io.jobmill.worker.report.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Makes log entries of a stream of characters: one per line, at the level the line begins with or
 * else the stream's. A line that says how far the script is becomes no entry but that. A line that
 * is longer than an entry may be becomes several entries of the same level, cut where no secret is
 * cut in two. Not thread-safe.
 */
final class LineSplitter {

  private static final int LONGEST = LogSettings.MAX_ENTRY_CHARS;

  private final LogLevel level;
  private final Masker masker;
  private final JobContext job;
  private final StringBuilder line = new StringBuilder();
  private @Nullable LogLevel levelOfCutLine;

  LineSplitter(LogLevel level, Masker masker, JobContext job) {
    this.level = level;
    this.masker = masker;
    this.job = job;
  }

  void add(char[] chars, int length) {
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (chars[i] == '\n') {
        append(chars, from, i);
        endLine();
        from = i + 1;
      }
    }
    append(chars, from, length);
  }

  /** The stream has ended: a last line without an end counts too. */
  void end() {
    if (line.length() > 0) {
      endLine();
    }
  }

  private void append(char[] chars, int from, int to) {
    line.append(chars, from, to - from);
    while (line.length() > LONGEST + masker.longest()) {
      cutLine();
    }
  }

  /** There is more text behind the cut than the longest secret has. */
  private void cutLine() {
    String text = line.toString();
    int safe = masker.safeCut(text, LONGEST);
    // Nowhere safe: nothing but secrets that overlap, so all of it at once.
    int cut = safe == 0 ? text.length() : PlainText.boundary(text, safe);
    emit(text.substring(0, cut));
    line.delete(0, cut);
  }

  private void endLine() {
    int length = line.length();
    if (length > 0 && line.charAt(length - 1) == '\r') {
      line.setLength(length - 1);
    }
    boolean whole = levelOfCutLine == null;
    String text = line.toString();
    if (!(whole && ProgressLine.tell(text, job)) && (whole || !text.isEmpty())) {
      emit(text);
    }
    line.setLength(0);
    levelOfCutLine = null;
  }

  private void emit(String text) {
    if (levelOfCutLine != null) {
      job.log(levelOfCutLine, text);
      return;
    }
    for (LogLevel named : LogLevel.values()) {
      String prefix = named.name() + ":";
      if (text.startsWith(prefix)) {
        levelOfCutLine = named;
        String rest = text.substring(prefix.length());
        job.log(named, rest.startsWith(" ") ? rest.substring(1) : rest);
        return;
      }
    }
    levelOfCutLine = level;
    job.log(level, text);
  }
}
