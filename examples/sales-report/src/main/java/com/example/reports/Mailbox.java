// SPDX-License-Identifier: Apache-2.0
package com.example.reports;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Repository;

/**
 * Sends each mail once, whoever asks how often. A real one keeps the tokens where they outlive the
 * process: in the transaction that queues the mail.
 */
@Repository
class Mailbox {

  private final Map<String, String> sent = new ConcurrentHashMap<>();

  /**
   * @param token the same for the same mail
   * @return whether this call has sent it, and not an earlier one
   */
  boolean sendOnce(String token, String to, Map<String, Long> sums) {
    return sent.putIfAbsent(token, to + ": " + sums) == null;
  }

  /** The mails that were sent. */
  int size() {
    return sent.size();
  }
}
