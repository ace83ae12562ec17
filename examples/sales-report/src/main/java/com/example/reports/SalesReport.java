// SPDX-License-Identifier: Apache-2.0
package com.example.reports;

import io.jobmill.handler.JobContext;
import io.jobmill.handler.JobFailedException;
import io.jobmill.handler.JobHandler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

// snippet
/** Adds up what was sold in some regions, and mails the sums. */
@Component
final class SalesReport implements JobHandler {

  private final Ledger ledger;
  private final Mailbox mailbox;

  SalesReport(Ledger ledger, Mailbox mailbox) {
    this.ledger = ledger;
    this.mailbox = mailbox;
  }

  @Override
  public String name() {
    return "sales-report";
  }

  @Override
  public void handle(JobContext job) throws InterruptedException {
    List<String> regions = job.variables().list("Regions");
    int days = job.variables().integer("Days", 30);
    if (days < 1) {
      throw new JobFailedException("Days must be at least 1");
    }

    Map<String, Long> sums = new LinkedHashMap<>();
    for (String region : regions) {
      job.throwIfCancelled(); // out of time, or nobody wants it any more
      job.progress(100 * sums.size() / regions.size(), "adding up " + region);
      OptionalLong sum = ledger.sold(region, days);
      if (sum.isEmpty()) {
        job.warning("there are no sales of " + region);
      }
      sums.put(region, sum.orElse(0));
      job.info(region + ": " + sum.orElse(0));
    }

    // The job may run again where a process died: the token tells the mailbox that it is the same.
    boolean sent = mailbox.sendOnce(job.idempotencyToken(), job.variables().text("To"), sums);
    job.changed(sent);
    job.resultJson(sums);
  }
}
// end of snippet
