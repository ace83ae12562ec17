// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handler;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fails the attempt for a reason that is known. Its message is what people read of the failure:
 * neither the class nor the cause is shown, and no stack trace is logged for it. Values of obscured
 * variables are masked in the message.
 *
 * <p>A template can say which kinds of failure are not tried again: by the name that was given with
 * {@link #ofKind}, else by the simple name of the exception's class.
 */
public class JobFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String kind;

  /**
   * @param message one line that says what is wrong and, if that is known, what to do
   */
  public JobFailedException(String message) {
    this(null, message, null);
  }

  /**
   * @param message one line that says what is wrong and, if that is known, what to do
   * @param cause for whoever catches it in code
   */
  public JobFailedException(String message, @Nullable Throwable cause) {
    this(null, message, cause);
  }

  private JobFailedException(@Nullable String kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /**
   * A failure of a kind that templates can name.
   *
   * @param kind letters, digits, dots, dashes and underscores, beginning with a letter
   * @param message one line that says what is wrong and, if that is known, what to do
   * @param cause for whoever catches it in code
   */
  public static JobFailedException ofKind(String kind, String message, @Nullable Throwable cause) {
    return new JobFailedException(kind, message, cause);
  }

  /** The kind that was given. */
  public Optional<String> kind() {
    return Optional.ofNullable(kind);
  }
}
