// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.scale;

import io.jobmill.bench.load.HttpConnection;
import io.jobmill.bench.load.HttpConnection.Answer;
import io.jobmill.bench.load.Latencies;
import io.jobmill.bench.table.Aim;
import io.jobmill.bench.table.Row;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.SplittableRandom;

/**
 * Asks one question many times, one after the other on one connection: fewer times where its
 * answers take so long that the many times would take minutes.
 */
final class Asking implements AutoCloseable {

  private static final int WARM_UPS = 20;
  private static final int TIMES = 200;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final URI server;
  private final String key;
  private final SplittableRandom random = new SplittableRandom(4);
  private HttpConnection connection;

  Asking(URI server, String key) throws IOException {
    this.server = server;
    this.key = key;
    this.connection = new HttpConnection(server);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  /**
   * @throws IllegalStateException if an answer is neither good nor a refusal that says why
   */
  Row ask(Question question) throws IOException {
    int refused = 0;
    String reason = "";
    var took = new ArrayList<Duration>();
    long begin = System.nanoTime();
    for (int i = -WARM_UPS; i < TIMES; i++) {
      if (!took.isEmpty() && System.nanoTime() - begin > LONGEST.toNanos()) {
        break;
      }
      var path = question.path().apply(random);
      long start = System.nanoTime();
      Answer answer = connection.get(path, credentials(path));
      if (i >= 0) {
        took.add(Duration.ofNanos(System.nanoTime() - start));
      }
      if (answer.status() == 400) {
        refused++;
        reason = answer.body();
        reconnect();
      } else if (answer.status() != 200) {
        throw new IllegalStateException(path + ": " + answer.status() + " " + answer.body());
      }
    }
    var latencies = Latencies.of(took);
    return new Row(
        question.what(),
        Aim.millis(latencies.percentile(50)) + " / " + Aim.millis(latencies.percentile(99)),
        Aim.atMost(Duration.ofMillis(question.within()), latencies.percentile(99)),
        refused == 0
            ? ""
            : "%d of %d refused: %s".formatted(refused, WARM_UPS + took.size(), reason.strip()));
  }

  /** A server closes the connection after a request that it finds bad. */
  private void reconnect() throws IOException {
    connection.close();
    connection = new HttpConnection(server);
  }

  /** Each dialect takes the key its own way. */
  private String credentials(String path) {
    if (path.startsWith("/KeyfactorAPI")) {
      var basic =
          Base64.getEncoder().encodeToString(("bench:" + key).getBytes(StandardCharsets.UTF_8));
      return "Authorization: Basic " + basic + "\r\nx-keyfactor-requested-with: APIClient\r\n";
    }
    return "Authorization: Bearer " + key + "\r\n" + "X-ApiKey: " + key + "\r\n";
  }
}
