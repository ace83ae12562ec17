// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

/** A setting without which the gateway cannot start; the message says which and what it must be. */
public final class MissingSettingException extends RuntimeException {

  MissingSettingException(String message) {
    super(message);
  }
}
