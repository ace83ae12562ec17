// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.rebuild;

/** What ends a projector in the middle, as a kill would. */
final class Killed extends Error {

  Killed(String where) {
    super(where, null, false, false);
  }
}
