// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.product;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Filters;
import io.jobmill.store.Fields;
import io.jobmill.store.ViewDatabase;
import io.jobmill.wire.Topics;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.bson.conversions.Bson;

/** What of the submitted jobs is to be seen in the store. Its questions cost the store little. */
final class ProjectedJobs implements AutoCloseable {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final Duration BOUND = Duration.ofMinutes(10);
  private static final Bson ACTIVE =
      Filters.in(Fields.ACTIVE, IntStream.range(0, Topics.EVENT_PARTITIONS).boxed().toList());

  private final MongoClient client;
  private final ViewDatabase database;

  ProjectedJobs(String uri, String name) {
    this.client = MongoClients.create(uri);
    this.database = new ViewDatabase(client, name);
  }

  /** How many there are. */
  long total() {
    return database.jobs().countDocuments();
  }

  long active() {
    return database.jobs().countDocuments(ACTIVE);
  }

  void awaitTotal(long expected) {
    await(
        "%d jobs in the store".formatted(expected),
        () -> estimate() >= expected && total() >= expected);
  }

  /** Waits until so many jobs are there and all have ended. */
  void awaitAllEnded(long expected) {
    awaitTotal(expected);
    await("the end of %d jobs".formatted(expected), () -> !anyActive());
    long total = total();
    if (total != expected) {
      throw new IllegalStateException("%d jobs, not %d".formatted(total, expected));
    }
  }

  /** Waits until the first of so many active jobs has ended. */
  void awaitFewerActiveThan(long count) {
    await("the first job's end", () -> active() < count);
  }

  @Override
  public void close() {
    client.close();
  }

  /** Costs nothing; an insert that is refused as a duplicate may be in it for a moment. */
  private long estimate() {
    return database.jobs().estimatedDocumentCount();
  }

  private boolean anyActive() {
    return database.jobs().countDocuments(ACTIVE, new CountOptions().limit(1)) > 0;
  }

  private void await(String what, BooleanSupplier reached) {
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            "waited %d min for %s: %d there, %d of them active"
                .formatted(BOUND.toMinutes(), what, total(), active()));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }
}
