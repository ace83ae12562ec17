// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The template files below a folder. Folders and files whose names begin with a dot are passed by:
 * a git checkout and a mounted volume have them for themselves.
 */
final class FolderFiles {

  private static final int MAX_FOLDERS_DEEP = 8;
  private static final int MAX_FILES = 10_000;

  private final Path root;

  FolderFiles(Path root) {
    this.root = root;
  }

  /** By which a changed file is told from the same one. */
  record Stamp(long size, FileTime modified, @Nullable Object file) {}

  Path root() {
    return root;
  }

  /**
   * The files there are, in the order of their names.
   *
   * @throws IOException if the folder is not there, or holds too many
   */
  Map<String, Stamp> look() throws IOException {
    if (!Files.isDirectory(root)) {
      throw new IOException("the templates folder is not there: " + root);
    }
    Map<String, Stamp> found = new TreeMap<>();
    Files.walkFileTree(
        root, Set.of(FileVisitOption.FOLLOW_LINKS), MAX_FOLDERS_DEEP, new Collector(found));
    if (found.size() > MAX_FILES) {
      throw new IOException("more than " + MAX_FILES + " template files in " + root);
    }
    return found;
  }

  /** A little more than the largest file that is taken, where there is more. */
  byte[] read(String file) throws IOException {
    try (InputStream in = Files.newInputStream(root.resolve(file))) {
      return in.readNBytes(TemplateFile.MAX_BYTES + 1);
    }
  }

  private final class Collector extends SimpleFileVisitor<Path> {

    private final Map<String, Stamp> found;

    Collector(Map<String, Stamp> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return !folder.equals(root) && isHidden(folder)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
      if (yaml && !isHidden(file) && attributes.isRegularFile()) {
        found.put(
            root.relativize(file).toString().replace('\\', '/'),
            new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey()));
      }
      return found.size() > MAX_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    /** A file that vanished while we looked, or a link that leads nowhere. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }

    private boolean isHidden(Path path) {
      return path.getFileName().toString().startsWith(".");
    }
  }
}
