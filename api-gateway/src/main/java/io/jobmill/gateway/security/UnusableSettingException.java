// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

/** A setting with which the gateway cannot start; the message says which and what it must be. */
public final class UnusableSettingException extends RuntimeException {

  UnusableSettingException(String message) {
    super(message);
  }
}
