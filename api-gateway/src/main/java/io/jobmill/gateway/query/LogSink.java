// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.event.LogEntry;
import io.jobmill.view.Run;
import java.io.IOException;
import java.util.List;

/** Takes a log as it is read, in order. */
@FunctionalInterface
public interface LogSink {

  void entries(Run run, List<LogEntry> entries) throws IOException;
}
