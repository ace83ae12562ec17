// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.shell;

import io.jobmill.handler.JobContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line by which a script says how far it is: {@code PROGRESS: 40} or {@code PROGRESS: 40%
 * copying}. Anything else that begins like that is a line as any other.
 */
final class ProgressLine {

  private static final String PREFIX = "PROGRESS:";
  private static final Pattern FORM =
      Pattern.compile(PREFIX + "[ \\t]*(\\d{1,3})[ \\t]*%?(?:[ \\t]+(\\S.*))?[ \\t]*");
  private static final int WHOLE = 100;

  private ProgressLine() {}

  /** Tells the job, if the line is one. */
  static boolean tell(String line, JobContext job) {
    if (!line.startsWith(PREFIX)) {
      return false;
    }
    Matcher matcher = FORM.matcher(line);
    int percent = matcher.matches() ? Integer.parseInt(matcher.group(1)) : WHOLE + 1;
    if (percent > WHOLE) {
      return false;
    }
    String text = matcher.group(2);
    if (text == null) {
      job.progress(percent);
    } else {
      job.progress(percent, text.strip());
    }
    return true;
  }
}
