// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.event.LogLevel;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.testing.InMemoryJobs;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobStatus;
import io.jobmill.testkit.time.SettableClock;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobLogTests {

  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private final SettableClock clock = new SettableClock(NOW);
  private final InMemoryJobs stored = new InMemoryJobs();
  private final JobLog log = new JobLog(stored, clock::advance, clock);

  @Test
  void waitsFiveSecondsForWhatAnEndedAttemptPromised() {
    JobView job = job(3, 2);

    assertThatThrownBy(() -> log.awaitComplete(job))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(503));
    assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(5));
  }

  @Test
  void goesOnAsSoonAsTheRestHasCome() {
    JobView job = job(3, 2);
    JobLog patient =
        new JobLog(
            stored,
            pause -> {
              clock.advance(pause);
              putLog(job, 3);
            },
            clock);

    patient.awaitComplete(job);

    assertThat(clock.instant()).isBefore(NOW.plusSeconds(1));
  }

  @Test
  void doesNotWaitForAnAttemptThatIsStillRunning() throws IOException {
    Run running = Views.run(1, "alpha", RunStatus.RUNNING, -1);
    JobView job = Views.job("t", JobStatus.RUNNING, running);
    putLog(job, 2);

    log.awaitComplete(job);

    assertThat(text(job)).isEqualTo("INFO: entry 0\nINFO: entry 1\n");
    assertThat(clock.instant()).isEqualTo(NOW);
  }

  @Test
  void readsMoreChunksThanItAsksForAtOnce() throws IOException {
    JobView job = job(9, 9);

    assertThat(text(job).lines()).hasSize(9);
  }

  @Test
  void breaksOffWhenAPromisedChunkHasGoneMeanwhile() {
    JobView job = job(9, 6);

    assertThatThrownBy(() -> text(job)).isInstanceOf(IOException.class);
  }

  @Test
  void handsALogOnChunkByChunkHoweverLargeItIs() throws IOException {
    Run run = Views.run(1, "alpha", RunStatus.SUCCEEDED, 800);
    JobView job = Views.job("t", JobStatus.SUCCEEDED, run);
    String block = "x".repeat(256 * 1024);
    stored.putLog(
        job.id(), run, 800, n -> Views.chunk(job.id(), run, n, Views.entry(LogLevel.INFO, block)));
    Counting out = new Counting();

    log.copy(job, new LogText(out));

    assertThat(out.bytes).isEqualTo(800L * (block.length() + "INFO: \n".length()));
    assertThat(out.largest).isLessThan(1024 * 1024);
  }

  private static final class Counting extends OutputStream {
    private long bytes;
    private int largest;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] block, int offset, int length) {
      bytes += length;
      largest = Math.max(largest, length);
    }
  }

  private JobView job(int promised, int there) {
    JobView job =
        Views.job("t", JobStatus.SUCCEEDED, Views.run(1, "alpha", RunStatus.SUCCEEDED, promised));
    putLog(job, there);
    return job;
  }

  private void putLog(JobView job, int chunks) {
    Run run = job.runs().get(0);
    stored.putLog(
        job.id(),
        run,
        chunks,
        n -> Views.chunk(job.id(), run, n, Views.entry(LogLevel.INFO, "entry " + n)));
  }

  private String text(JobView job) throws IOException {
    var out = new ByteArrayOutputStream();
    log.copy(job, new LogText(out));
    return out.toString(StandardCharsets.UTF_8);
  }
}
