// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.broker;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** The embedded broker could not start. The message is one line, meant for the user as it is. */
public final class BrokerStartException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private BrokerStartException(String message, Throwable cause) {
    super(message, cause);
  }

  private BrokerStartException(String message) {
    super(message);
  }

  static BrokerStartException portInUse(int port, IOException cause) {
    return new BrokerStartException(
        "port %d on 127.0.0.1 cannot be used for the Kafka broker (%s); end the program that has it, or name another port (0 means any free one)"
            .formatted(port, reason(cause)),
        cause);
  }

  static BrokerStartException folderUnusable(Path folder, IOException cause) {
    return new BrokerStartException(
        "the folder %s cannot be used for the Kafka broker's log: %s"
            .formatted(folder, reason(cause)),
        cause);
  }

  static BrokerStartException folderTaken(Path folder) {
    return new BrokerStartException(
        "the folder %s is in use by another Kafka broker; end that one, or name another folder"
            .formatted(folder));
  }

  static BrokerStartException failed(Path folder, Throwable cause) {
    return new BrokerStartException(
        "the Kafka broker on folder %s did not start: %s".formatted(folder, rootReason(cause)),
        cause);
  }

  private static String rootReason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return reason(root);
  }

  /** The file system's exceptions name only the file: the class says what was wrong with it. */
  private static String reason(Throwable failure) {
    if (failure instanceof AccessDeniedException denied) {
      return "no permission to write " + denied.getFile();
    }
    if (failure instanceof FileAlreadyExistsException exists) {
      return exists.getFile() + " is not a folder";
    }
    if (failure instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse(failure.getClass().getSimpleName());
  }
}
