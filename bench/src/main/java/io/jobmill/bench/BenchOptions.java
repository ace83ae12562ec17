// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench;

import io.jobmill.bench.load.Pace;
import io.jobmill.embedded.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to measure, and how much of it. */
final class BenchOptions {

  private static final int MANY = 100_000;
  private static final int FEW = 5_000;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Jobs of each drain (default: 100000, through the embedded store 5000).")
  @Nullable Integer jobs;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "20",
      description = "How long each steady load lasts (default: ${DEFAULT-VALUE}).")
  int seconds;

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "1024",
      description =
          "How many jobs the worker runs at a time, which bounds what it claims at once (default: ${DEFAULT-VALUE}).")
  int slots;

  @Option(
      names = "--store",
      paramLabel = "embedded|mongod",
      description = "Which store (default: mongod where one is found, else embedded).")
  @Nullable String store;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where broker and store keep their data (default: a temporary folder).")
  @Nullable Path folder;

  @Option(names = "--bare-only", description = "Measure only the bare Kafka pipeline.")
  boolean bareOnly;

  int bareJobs() {
    return jobs == null ? MANY : jobs;
  }

  int productJobs(StoreKind store) {
    return jobs != null ? jobs : store == StoreKind.EMBEDDED ? FEW : MANY;
  }

  Pace pace() {
    return new Pace(100, Duration.ofSeconds(seconds));
  }
}
