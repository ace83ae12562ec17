// SPDX-License-Identifier: Apache-2.0
package com.example.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.handler.LogLevel;
import io.jobmill.handlertest.HandlerTest;
import io.jobmill.handlertest.JobRun;
import io.jobmill.handlertest.RunningJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SalesReportTests {

  private static final Path TEMPLATE = Path.of("templates/sales-report.yaml");

  private final Mailbox mailbox = new Mailbox();

  // snippet
  private HandlerTest report(Ledger ledger) {
    return HandlerTest.of(new SalesReport(ledger, mailbox))
        .template(TEMPLATE)
        .variable("To", "boss@example.com");
  }

  @Test
  void addsUpEveryRegionAndMailsTheSums() {
    JobRun run = report(new Ledger()).variable("Regions", List.of("eu", "us")).run();

    assertThat(run)
        .succeeded()
        .hasResult("{\"eu\":36000,\"us\":27000}")
        .hasChanged(true)
        .logged(LogLevel.INFO, "eu: 36000");
  }

  @Test
  void anAttemptThatRunsAgainMailsNothing() {
    HandlerTest job = report(new Ledger()).id(UUID.randomUUID()).variable("Regions", List.of("eu"));

    assertThat(job.run()).succeeded().hasChanged(true);
    assertThat(job.attempt(2).run()).succeeded().hasChanged(false);
    assertThat(mailbox.size()).isEqualTo(1);
  }

  @Test
  void givesUpAfterTenMinutes() {
    try (RunningJob job = report(hanging()).variable("Regions", List.of("eu")).start()) {
      JobRun run = job.advance(Duration.ofMinutes(10)).join();

      assertThat(run).failed("timed out after 10m");
    }
    assertThat(mailbox.size()).isZero();
  }

  // end of snippet

  @Test
  void warnsOfARegionThatNothingIsKnownOf() {
    assertThat(report(new Ledger()).variable("Regions", List.of("asia")).run())
        .warned("there are no sales of asia");
  }

  @Test
  void isNotRunForARegionThatThereIsNot() {
    assertThat(report(new Ledger()).variable("Regions", List.of("mars")).run())
        .wasRejected("variable 'Regions' must be one of [eu, us, asia]");
  }

  @Test
  void aReportThatIsCancelledIsNotMailed() {
    try (RunningJob job = report(hanging()).variable("Regions", List.of("eu")).start()) {
      assertThat(job.cancel().join()).wasCancelled();
    }
    assertThat(mailbox.size()).isZero();
  }

  /** A ledger whose database does not answer. */
  private static Ledger hanging() {
    return new Ledger() {
      @Override
      OptionalLong sold(String region, int days) throws InterruptedException {
        new CountDownLatch(1).await();
        return OptionalLong.empty();
      }
    };
  }
}
