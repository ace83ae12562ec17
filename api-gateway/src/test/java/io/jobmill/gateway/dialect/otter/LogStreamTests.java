// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.event.LogChunk;
import io.jobmill.event.LogLevel;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobStatus;
import io.jobmill.testkit.time.Await;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log endpoint on a real connection. The gateway of the tests streams one log at a time. */
class LogStreamTests {

  private static final int CHUNKS = 800;
  private static final String BLOCK = "x".repeat(256 * 1024);

  private final RunningGateway gateway = RunningGateway.emptied();

  @BeforeEach
  void template() {
    gateway.template(Samples.ablast());
  }

  @Test
  void streamsTwoHundredMebibytesWhole() throws IOException {
    JobView job = jobWithLog(n -> BLOCK);

    long bytes;
    try (InputStream log = gateway.uri(logs(job)).toURL().openStream()) {
      bytes = log.transferTo(OutputStream.nullOutputStream());
    }

    assertThat(bytes).isEqualTo(CHUNKS * (long) ("INFO: ".length() + BLOCK.length() + 1));
  }

  @Test
  void breaksTheConnectionOffWhenTheStoreGoesAwayInTheMiddle() {
    JobView job =
        jobWithLog(
            n -> {
              if (n == 100) {
                throw Refusal.unavailable("away", Duration.ofSeconds(1));
              }
              return BLOCK;
            });

    assertThatThrownBy(() -> gateway.http().get(logs(job)))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void letsGoOfAReaderThatDoesNotRead() throws IOException {
    JobView large = jobWithLog(n -> BLOCK);
    JobView small = Views.job("ablast", JobStatus.PENDING);
    gateway.jobs().put(small);
    try (Socket stuck = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      stuck
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: x\r\n\r\n"
                  .formatted(logs(large))
                  .getBytes(StandardCharsets.US_ASCII));
      stuck.getInputStream().read();

      assertThat(gateway.http().get(logs(small)).statusCode()).isEqualTo(503);
      Await.until(
          "the reader is let go", () -> gateway.http().get(logs(small)).statusCode() == 200);
    }
  }

  private JobView jobWithLog(IntFunction<String> messages) {
    Run run = Views.run(1, "alpha", RunStatus.SUCCEEDED, CHUNKS);
    JobView job = Views.job("ablast", JobStatus.SUCCEEDED, run);
    IntFunction<LogChunk> chunk =
        n -> Views.chunk(job.id(), run, n, Views.entry(LogLevel.INFO, messages.apply(n)));
    gateway.jobs().put(job);
    gateway.jobs().putLog(job.id(), run, CHUNKS, chunk);
    return job;
  }

  private static String logs(JobView job) {
    return "/api/jobs/logs?token=" + job.id();
  }
}
