// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

/** Not every record of a batch was acknowledged. Any of them may be in its topic all the same. */
public final class SendFailedException extends RuntimeException {

  SendFailedException(int failed, int total, String firstTopic, RuntimeException first) {
    super(
        "%d of %d records not acknowledged, first topic=%s: %s"
            .formatted(failed, total, firstTopic, first.getMessage()),
        first);
  }
}
