// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import io.jobmill.standalone.flow.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which version each process runs: a link to a jar, which is read at its next start. */
final class Releases implements AutoCloseable {
  private final Path folder;
  private final @Nullable Path previous;
  private final Map<String, String> services = new HashMap<>();

  Releases(Path folder, @Nullable Path previous) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.previous = previous;
  }

  /** Where the jar of a process is, this version's at first. */
  Path jar(String process, String service) throws IOException {
    services.put(process, service);
    return link(process, ServiceProcess.jar(service));
  }

  /** At its next start the process is of this version. */
  void useThis(String process) throws IOException {
    Path unused = link(process, ServiceProcess.jar(serviceOf(process)));
  }

  /** At its next start the process is of the previous version. */
  void usePrevious(String process) throws IOException {
    Path root = Objects.requireNonNull(previous, "no previous version");
    Path unused = link(process, ServiceProcess.jarIn(root, serviceOf(process)));
  }

  private String serviceOf(String process) {
    return Objects.requireNonNull(services.get(process), process);
  }

  private Path linkOf(String process) {
    return folder.resolve(process.replace(' ', '-') + ".jar");
  }

  private Path link(String process, Path jar) throws IOException {
    Path link = linkOf(process);
    Files.deleteIfExists(link);
    return Files.createSymbolicLink(link, jar.toRealPath());
  }

  @Override
  public void close() throws IOException {
    for (String process : services.keySet()) {
      Files.deleteIfExists(linkOf(process));
    }
  }
}
