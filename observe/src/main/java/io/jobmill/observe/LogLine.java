// SPDX-License-Identifier: Apache-2.0
package io.jobmill.observe;

/** How a plain log line names the job that it is about. */
public final class LogLine {

  /**
   * In a Logback pattern: nothing on a line that is about no job. As Spring Boot's {@code
   * logging.pattern.correlation} it stands before the logger.
   */
  public static final String JOB_PATTERN =
      "%replace(job=%X{job} attempt=%X{attempt} worker=%X{worker} trace=%X{traceId} )"
          + "{'^job= .*|(?:attempt|worker|trace)= ',''}";

  private LogLine() {}
}
