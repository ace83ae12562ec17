// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells the health of a hosted worker, where the application tells health at all. */
@Configuration(proxyBeanMethods = false)
public class HostedWorkerHealthConfiguration {

  @Bean
  WorkerHealthIndicator jobmillWorkerHealthIndicator(HostedWorker worker) {
    return new WorkerHealthIndicator(worker::problem);
  }
}
