// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.ForwardingAdmin;

/**
 * An admin client that can always be closed. The plain one waits without a bound for calls that a
 * server accepted and never answers, so that a service which found no cluster would not end.
 */
final class BoundedAdmin extends ForwardingAdmin {

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

  BoundedAdmin(Map<String, Object> settings) {
    super(settings);
  }

  @Override
  public void close(Duration timeout) {
    super.close(timeout.compareTo(LONGEST_CLOSE) < 0 ? timeout : LONGEST_CLOSE);
  }
}
