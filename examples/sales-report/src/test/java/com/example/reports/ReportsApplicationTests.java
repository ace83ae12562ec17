// SPDX-License-Identifier: Apache-2.0
package com.example.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.handler.JobHandler;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** The application's own tests need no Kafka: there the worker is turned off. */
@SpringBootTest(properties = "jobmill.worker.enabled=false")
class ReportsApplicationTests {

  private final List<JobHandler> handlers;

  @Autowired
  ReportsApplicationTests(List<JobHandler> handlers) {
    this.handlers = handlers;
  }

  @Test
  void hasOneKindOfJob() {
    assertThat(handlers).extracting(JobHandler::name).containsExactly("sales-report");
  }
}
