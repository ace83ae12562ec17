// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** The file system's exceptions name only the file; their class says what was wrong with it. */
final class IoReason {
  private IoReason() {}

  static String of(IOException failure) {
    if (failure instanceof AccessDeniedException denied) {
      return "no permission to write " + denied.getFile();
    }
    if (failure instanceof FileAlreadyExistsException exists) {
      return exists.getFile() + " is not a folder";
    }
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + " cannot be made";
    }
    if (failure instanceof FileSystemException file && file.getReason() != null) {
      return file.getFile() + ": " + file.getReason();
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
