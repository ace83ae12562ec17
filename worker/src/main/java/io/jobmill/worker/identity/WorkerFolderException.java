// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.identity;

import org.jspecify.annotations.Nullable;

/** The data folder cannot be used; the message is one line for whoever started the worker. */
public final class WorkerFolderException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WorkerFolderException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
