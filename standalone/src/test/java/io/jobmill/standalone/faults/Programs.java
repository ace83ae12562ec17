// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import io.jobmill.testkit.process.ChildJvm;
import io.jobmill.testkit.process.ChildJvmSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How each process of an installation is started, small enough for all of them on one machine. */
record Programs(Path folder, @Nullable Path mongod, Releases releases, String bootstrapServers) {
  /** Of each worker. */
  static final int SLOTS = 16;

  /** The broker, with its folder below a parent. */
  ChildJvmSettings broker(Path parent, int port) {
    return server("broker", parent.resolve("broker"), port).option("-Xmx256m");
  }

  /** The embedded store, or a MongoDB in the care of a process. */
  ChildJvmSettings store(int port) {
    Path own = folder.resolve("store");
    return mongod == null
        ? server("store", own, port).option("-Xmx192m")
        : server("mongod", own, port).argument(mongod.toString()).option("-Xmx64m");
  }

  ChildJvmSettings worker(String process, String host, int mongoPort) throws IOException {
    return service(process, "worker", mongoPort)
        .environment("JOBMILL_WORKER_HOSTNAME", host)
        .environment("JOBMILL_WORKER_SLOTS", Integer.toString(SLOTS));
  }

  /** A process of a service. */
  ChildJvmSettings service(String process, String service, int mongoPort) throws IOException {
    String direct = mongod == null ? "" : "/?directConnection=true";
    return ChildJvm.of(releases.jar(process, service))
        .option("-Xmx128m")
        .environment("JOBMILL_DATA_DIR", folder.resolve(process.replace(' ', '-')).toString())
        .environment("JOBMILL_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers)
        .environment("JOBMILL_MONGODB_URI", "mongodb://127.0.0.1:" + mongoPort + direct);
  }

  /** The process as if it were on a host to which this one is another. */
  static ChildJvmSettings toWhichThisIsAnother(Path folder, int host, ChildJvmSettings process)
      throws IOException {
    String self = InetAddress.getLocalHost().getHostName();
    Path hosts =
        Files.writeString(
            folder.resolve("hosts"), "127.0.0.%d localhost\n127.0.0.1 %s\n".formatted(host, self));
    return process.option("-Djdk.net.hosts.file=" + hosts);
  }

  private static ChildJvmSettings server(String kind, Path own, int port) {
    return ChildJvm.of(FaultyServers.class)
        .argument(kind)
        .argument(own.toString())
        .argument(Integer.toString(port));
  }
}
