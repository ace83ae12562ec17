// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler;

import io.jobmill.event.ResultText;
import io.jobmill.handler.JobContext;
import io.jobmill.worker.report.Masker;
import io.jobmill.worker.report.PlainText;
import java.nio.charset.Charset;

/**
 * Hands back a result of which perhaps only the beginning was read, so that no part of a secret
 * shows at its end.
 */
public final class ResultCut {

  private ResultCut() {}

  /** How many bytes are worth reading: enough to see that it is too large, and secrets whole. */
  public static int enough(JobContext job) {
    return ResultText.MAX_BYTES + 4 * Masker.of(job.variables().secrets()).longest() + 1;
  }

  /**
   * @param bytes at most {@link #enough}; exactly that many mean that there may be more
   */
  public static void hand(JobContext job, byte[] bytes, Charset charset) {
    String text = new String(bytes, charset);
    if (bytes.length < enough(job)) {
      job.result(text);
      return;
    }
    Masker masker = Masker.of(job.variables().secrets());
    job.result(text.substring(0, PlainText.boundary(text, masker.safeCut(text, text.length()))));
    job.warning("the result is larger than %d bytes and was cut".formatted(ResultText.MAX_BYTES));
  }
}
