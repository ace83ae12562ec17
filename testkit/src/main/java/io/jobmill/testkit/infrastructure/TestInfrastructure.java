// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.infrastructure;

import io.jobmill.testkit.summary.RunRecord;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The servers that tests run on, started on first use and shared by all tests of this JVM. Each is
 * the first of these that there is: a server named by the environment ({@code JOBMILL_TEST_KAFKA},
 * {@code JOBMILL_TEST_MONGODB_URI}, or the names that the services use), a container, an own
 * process ({@code JOBMILL_TEST_MONGOD}, else a {@code mongod} on the path), one inside this JVM.
 *
 * <p>{@code JOBMILL_TEST_STORE=embedded} takes the embedded store whatever else there is. The
 * images of the containers are named by {@code JOBMILL_TEST_KAFKA_IMAGE} and {@code
 * JOBMILL_TEST_MONGO_IMAGE}.
 *
 * <p>Tests get at it through {@link WithKafka} and {@link WithMongo}.
 */
public final class TestInfrastructure {
  private static final Lazy KAFKA = new Lazy("broker", KafkaPick::start);
  private static final Lazy MONGO = new Lazy("store", MongoPick::start);

  private TestInfrastructure() {}

  /** The cluster, with a topic prefix that nobody else has. */
  public static KafkaServer kafka() {
    return new KafkaServer(KAFKA.get().address(), unique() + ".");
  }

  /** The database server, with a database name that nobody else has. */
  public static MongoServer mongo() {
    return new MongoServer(MONGO.get().address(), unique());
  }

  private static String unique() {
    return "t" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 50), 36);
  }

  /** Starts its server once, and stops it with the JVM: no test knows whether it is the last. */
  private static final class Lazy {
    private final String role;
    private final Function<Map<String, String>, RunningServer> pick;
    private @Nullable RunningServer server;

    Lazy(String role, Function<Map<String, String>, RunningServer> pick) {
      this.role = role;
      this.pick = pick;
    }

    synchronized RunningServer get() {
      RunningServer running = server;
      if (running == null) {
        running = pick.apply(System.getenv());
        server = running;
        Runtime.getRuntime().addShutdownHook(new Thread(running.stop(), "stop-test-" + role));
        RunRecord.used(role, running.what());
      }
      return running;
    }
  }
}
