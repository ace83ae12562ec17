// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handler;

/**
 * Fails the attempt for a reason that is known. Its message is what people read of the failure:
 * neither the class nor the cause is shown, and no stack trace is logged for it. Values of obscured
 * variables are masked in the message.
 */
public class JobFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message one line that says what is wrong and, if that is known, what to do
   */
  public JobFailedException(String message) {
    super(message);
  }

  /**
   * @param message one line that says what is wrong and, if that is known, what to do
   * @param cause for whoever catches it in code
   */
  public JobFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
