// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor.filter;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.JobId;
import io.jobmill.job.OneLine;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads values as their fields' kinds have them.
 *
 * @param now what {@code %TODAY%} is reckoned from, in UTC
 * @param me what {@code %ME%} stands for: the name of the caller's key; absent without one
 */
public record Values(Instant now, @Nullable String me) {

  private static final Pattern TODAY =
      Pattern.compile("(?i)%TODAY(?:%\\s*([+-]\\s*\\d{1,5})?|\\s*([+-]\\s*\\d{1,5})\\s*%)");
  private static final Pattern BRACES = Pattern.compile("\\{(.*)}");

  /** The value, of the class that the kind names. */
  Object read(Field field, Token token) {
    String text = token.text();
    return switch (field.kind()) {
      case TEXT -> text.equalsIgnoreCase("%ME%") && me != null ? me : text;
      case NUMBER -> number(field, text);
      case DATE -> date(field, text);
      case FLAG -> flag(field, text);
      case GUID ->
          JobId.parse(BRACES.matcher(text).replaceFirst("$1"))
              .orElseThrow(() -> wrong(field, "a GUID", text))
              .value();
    };
  }

  /** The whole day that a value names without a time; null for any other. */
  @Nullable LocalDate day(String text) {
    Matcher today = TODAY.matcher(text.strip());
    if (today.matches()) {
      String days = today.group(1) == null ? today.group(2) : today.group(1);
      LocalDate date = LocalDate.ofInstant(now, ZoneOffset.UTC);
      return days == null ? date : date.plusDays(Long.parseLong(days.replaceAll("[+\\s]", "")));
    }
    try {
      return LocalDate.parse(text.strip());
    } catch (DateTimeException e) {
      return null;
    }
  }

  private Instant date(Field field, String text) {
    LocalDate day = day(text);
    if (day != null) {
      return bounded(field, day.atStartOfDay().toInstant(ZoneOffset.UTC), text);
    }
    String spelled = text.strip().replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) (?=\\d)", "$1T");
    try {
      return bounded(field, OffsetDateTime.parse(spelled).toInstant(), text);
    } catch (DateTimeException e) {
      return local(field, spelled);
    }
  }

  /** Without an offset it is UTC. */
  private static Instant local(Field field, String text) {
    try {
      return bounded(field, LocalDateTime.parse(text).toInstant(ZoneOffset.UTC), text);
    } catch (DateTimeException e) {
      throw wrong(
          field, "a date like 2026-01-31, a time like 2026-01-31T08:30:00Z or %TODAY%-7", text);
    }
  }

  /** Outside of it, what is counted in milliseconds overflows. */
  private static Instant bounded(Field field, Instant instant, String text) {
    int year = instant.atOffset(ZoneOffset.UTC).getYear();
    if (year < 1 || year > 9999) {
      throw wrong(field, "between the years 1 and 9999", text);
    }
    return instant;
  }

  private static Long number(Field field, String text) {
    Long word = field.words().get(text.strip().toLowerCase(Locale.ROOT));
    if (word != null) {
      return word;
    }
    try {
      return Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw wrong(field, "a whole number", text);
    }
  }

  private static Boolean flag(Field field, String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(field, "true or false", text);
    };
  }

  private static Refusal wrong(Field field, String wanted, String text) {
    return Refusal.badRequest(
        "the query's field %s must be compared with %s, not %s"
            .formatted(field.name(), wanted, OneLine.quoted(text)));
  }
}
