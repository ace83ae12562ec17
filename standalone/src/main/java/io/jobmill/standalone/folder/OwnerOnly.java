// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Permissions that shut out other users; file systems that have none are left as they are. */
final class OwnerOnly {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private OwnerOnly() {}

  /** What a file is created with, so that there is no moment in which others can open it. */
  static FileAttribute<?>[] newFile(Path path) {
    return hasPermissions(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FILE)}
        : new FileAttribute<?>[0];
  }

  static FileAttribute<?>[] newFolder(Path path) {
    return hasPermissions(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FOLDER)}
        : new FileAttribute<?>[0];
  }

  static void folder(Path path) throws IOException {
    if (hasPermissions(path)) {
      Files.setPosixFilePermissions(path, FOLDER);
    }
  }

  static void file(Path path) throws IOException {
    if (hasPermissions(path)) {
      Files.setPosixFilePermissions(path, FILE);
    }
  }

  private static boolean hasPermissions(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
