// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.report;

import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.UnknownProducerIdException;

/** Tells failures after which a producer refuses everything from those of one record. */
final class ProducerFaults {

  private ProducerFaults() {}

  static boolean isFatal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfOrderSequenceException
          || cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException
          || cause instanceof UnknownProducerIdException
          || cause instanceof IllegalStateException) {
        return true;
      }
    }
    return false;
  }
}
