// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import org.jspecify.annotations.Nullable;

/**
 * What is answered.
 *
 * @param body an object to be written as JSON; absent, there is none
 */
record OsapiReply(int status, @Nullable Object body) {

  static final OsapiReply NO_CONTENT = new OsapiReply(204, null);

  static OsapiReply ok(Object body) {
    return new OsapiReply(200, body);
  }

  static OsapiReply created(Object body) {
    return new OsapiReply(201, body);
  }
}
