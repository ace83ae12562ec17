// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import io.jobmill.gateway.problem.PlainText;
import io.jobmill.gateway.query.JobLog;
import io.jobmill.gateway.query.LogStreams;
import io.jobmill.gateway.query.LogText;
import io.jobmill.view.JobView;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Streams a job's log as one text. */
final class OtterLogs {

  private final JobLog log;
  private final LogStreams streams;

  OtterLogs(JobLog log, LogStreams streams) {
    this.log = log;
    this.streams = streams;
  }

  void write(JobView view, HttpServletResponse response) throws IOException {
    log.awaitComplete(view);
    streams.run(
        () -> {
          PlainText.describe(response);
          log.copy(view, new LogText(response.getOutputStream()));
        });
  }
}
