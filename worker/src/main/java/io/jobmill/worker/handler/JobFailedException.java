// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler;

/** Fails the attempt for a reason that is known: the message is what people read, nothing else. */
public class JobFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public JobFailedException(String message) {
    super(message);
  }

  public JobFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
