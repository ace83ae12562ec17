// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.run;

/** The server was told to stop while it was still starting. */
public final class StoppedException extends RuntimeException {
  StoppedException() {
    super("stopped while starting");
  }
}
