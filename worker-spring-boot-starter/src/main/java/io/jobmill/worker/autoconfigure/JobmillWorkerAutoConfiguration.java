// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.autoconfigure;

import io.jobmill.worker.HostedWorkerConfiguration;
import io.jobmill.worker.HostedWorkerHealthConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A worker beside whatever else the application does, unless it is turned off. */
@AutoConfiguration
@ConditionalOnProperty(name = "jobmill.worker.enabled", matchIfMissing = true)
@Import(HostedWorkerConfiguration.class)
class JobmillWorkerAutoConfiguration {

  /** Only where the application has the classes that health is told with. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(HealthIndicator.class)
  static class WhereHealthIsTold {

    /** A class further in: its condition is itself one of those classes. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnEnabledHealthIndicator("jobmill-worker")
    @Import(HostedWorkerHealthConfiguration.class)
    static class Health {}
  }
}
