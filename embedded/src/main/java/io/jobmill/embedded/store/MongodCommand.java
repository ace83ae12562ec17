// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The command line of a mongod that ends with its parent. */
final class MongodCommand {
  // The shell holds the other end of this process's pipe: when the pipe closes, because this
  // process
  // closes it or dies in whatever way, the shell ends mongod in order. setsid keeps the terminal's
  // Ctrl-C from mongod, which has to outlive the services that still write to it.
  private static final String SUPERVISE =
      """
      exec 3<&0
      trap '' INT
      session=$(command -v setsid)
      $session "$@" </dev/null 3<&- &
      child=$!
      { cat <&3 >/dev/null; kill -TERM $child; } 2>/dev/null &
      exec 3<&-
      wait $child
      """;

  private MongodCommand() {}

  static List<String> of(MongodSettings settings, int port) {
    List<String> command = new ArrayList<>();
    if (File.separatorChar == '/') {
      command.addAll(List.of("/bin/sh", "-c", SUPERVISE, "mongod"));
    }
    command.addAll(
        List.of(
            settings.binary().toString(),
            "--dbpath",
            settings.database().toString(),
            "--bind_ip",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--replSet",
            ReplicaSet.NAME,
            "--wiredTigerCacheSizeGB",
            String.format(Locale.ROOT, "%.3f", settings.cacheMegabytes() / 1024.0),
            // Nobody else replicates from it: the default would be a twentieth of the disk.
            "--oplogSize",
            "128",
            "--setParameter",
            "diagnosticDataCollectionEnabled=false",
            // It would wait this long for other nodes to take over.
            "--setParameter",
            "shutdownTimeoutMillisForSignaledShutdown=100"));
    if (File.separatorChar == '/') {
      command.add("--nounixsocket");
    }
    return command;
  }
}
