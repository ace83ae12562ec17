// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.examples;

import io.jobmill.handler.JobContext;
import io.jobmill.handler.JobFailedException;
import io.jobmill.handler.JobHandler;
import java.util.List;

// snippet
/** Counts the words of a text. */
public final class WordCountHandler implements JobHandler {

  @Override
  public String name() {
    return "word-count";
  }

  @Override
  public void handle(JobContext job) throws InterruptedException {
    String text = job.variables().text("Text");
    List<String> ignored = job.variables().list("Ignore");
    if (text.isBlank()) {
      throw new JobFailedException("there is nothing to count");
    }
    int words = 0;
    for (String word : text.strip().split("\\s+", -1)) {
      job.throwIfCancelled(); // out of time, or the worker is stopping
      if (ignored.contains(word)) {
        job.warning("some words were ignored");
      } else {
        words++;
      }
    }
    job.info("counted " + words + " words");
    job.result("{\"words\": " + words + "}");
    job.changed(false);
  }
}
// end of snippet
