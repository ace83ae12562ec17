// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import io.jobmill.job.JobQueue;
import io.jobmill.job.Priority;
import org.bson.BsonWriter;

/** How a queue's priority is stored: most jobs have the normal one, and that costs nothing. */
final class JobQueues {

  private JobQueues() {}

  static void writePriority(BsonWriter writer, JobQueue queue) {
    if (queue.priority() != Priority.NORMAL) {
      writer.writeString(Fields.PRIORITY, queue.priority().word());
    }
  }
}
