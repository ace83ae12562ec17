// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.security.Scope;
import io.jobmill.kafka.DeadLetter;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists the records nobody could read, newest first, with where from and why. */
@RestController
final class DeadLettersApi {

  /** What is shown of a record; all of it is in the topic. */
  private static final int SHOWN = 4 * 1024;

  private final ApiCallers callers;
  private final DeadLetters letters;

  DeadLettersApi(ApiCallers callers, DeadLetters letters) {
    this.callers = callers;
    this.letters = letters;
  }

  @GetMapping("/api/v1/dead-letters")
  Map<String, Object> list(
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      HttpServletRequest request) {
    callers.with(Scope.MANAGE, request);
    Page page = Page.of(limit, cursor);
    var found = letters.before(offset(page.after()), page.limit());
    long last = found.isEmpty() ? 0 : found.get(found.size() - 1).offset();
    boolean more = found.size() == page.limit() && !letters.before(last, 1).isEmpty();
    return new Answer()
        .with("items", found.stream().map(DeadLettersApi::item).toList())
        .with("nextCursor", more ? Page.encoded(Long.toString(last)) : null)
        .fields();
  }

  private static long offset(@Nullable String after) {
    if (after == null) {
      return Long.MAX_VALUE;
    }
    try {
      return Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw Refusal.badRequest("cursor is none that was given out");
    }
  }

  private static Map<String, Object> item(ConsumerRecord<byte[], byte[]> record) {
    return new Answer()
        .with("topic", header(record, DeadLetter.TOPIC))
        .with("partition", number(header(record, DeadLetter.PARTITION)))
        .with("offset", number(header(record, DeadLetter.OFFSET)))
        .with("reason", header(record, DeadLetter.REASON))
        .with("at", Instant.ofEpochMilli(record.timestamp()))
        .with("key", shown(record.key()))
        .with("value", shown(record.value()))
        .with("valueBytes", record.value() == null ? null : record.value().length)
        .fields();
  }

  private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static @Nullable Long number(@Nullable String text) {
    return text == null || !text.matches("\\d{1,18}") ? null : Long.valueOf(text);
  }

  private static @Nullable String shown(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    String text =
        new String(Arrays.copyOf(bytes, Math.min(bytes.length, SHOWN)), StandardCharsets.UTF_8);
    return bytes.length > SHOWN ? text + "…" : text;
  }
}
