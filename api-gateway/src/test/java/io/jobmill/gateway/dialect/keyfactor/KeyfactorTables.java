// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.testing.InMemoryTable;
import org.springframework.context.annotation.Bean;

/**
 * The dialect's own definitions, in memory. No configuration by annotation: the gateway as it is
 * would find it too.
 */
public final class KeyfactorTables {

  @Bean
  InMemoryTable<AgentApproval> agentsTable() {
    return new InMemoryTable<>();
  }

  @Bean
  InMemoryTable<JobType> jobTypesTable() {
    return new InMemoryTable<>();
  }
}
