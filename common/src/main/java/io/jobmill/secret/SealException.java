// SPDX-License-Identifier: Apache-2.0
package io.jobmill.secret;

/** A sealed value that cannot be opened; the message names the variable, never its value. */
public final class SealException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SealException(String message) {
    super(message);
  }
}
