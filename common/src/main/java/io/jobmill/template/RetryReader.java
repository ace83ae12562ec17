// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import io.jobmill.job.OneLine;
import io.jobmill.job.Operation;
import io.jobmill.job.RetryDelays;
import io.jobmill.job.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code retry} of a template. */
final class RetryReader {

  private static final Set<String> FIELDS =
      Set.of("attempts", "delay", "factor", "maxDelay", "jitter", "except");

  private static final int ATTEMPTS = 3;
  private static final Duration DELAY = Duration.ofSeconds(10);
  private static final double FACTOR = 2;
  private static final Duration MAX_DELAY = Duration.ofHours(1);
  private static final double JITTER = 0.2;

  private static final double HIGHEST_FACTOR = 100;
  private static final int MOST_EXCEPTIONS = 100;
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,3})(?:-(\\d{1,3}))?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._$-]{0,99}");

  private RetryReader() {}

  /**
   * @param operation decides what kinds of failure there are
   * @return absent where the template has none, or one that cannot be read
   */
  static @Nullable RetryPolicy read(Fields template, Operation operation) {
    Optional<Fields> object = template.object("retry");
    if (object.isEmpty()) {
      return null;
    }
    Fields fields = object.get();
    fields.refuseUnknown(FIELDS);
    int attempts = fields.whole("attempts", 1, RetryPolicy.MOST_ATTEMPTS, ATTEMPTS);
    Duration delay = fields.duration("delay", DELAY);
    Duration usual = delay.compareTo(MAX_DELAY) > 0 ? delay : MAX_DELAY;
    Duration maxDelay = fields.duration("maxDelay", usual);
    if (maxDelay.compareTo(delay) < 0) {
      fields.problem("maxDelay", "must not be less than delay");
      maxDelay = delay;
    }
    return new RetryPolicy(
        attempts,
        new RetryDelays(
            delay,
            fields.number("factor", 1, HIGHEST_FACTOR, FACTOR),
            maxDelay,
            fields.number("jitter", 0, 1, JITTER)),
        except(fields, operation));
  }

  private static List<String> except(Fields fields, Operation operation) {
    List<String> kinds = new ArrayList<>();
    for (String text : fields.texts("except")) {
      if (isKind(text, operation)) {
        kinds.add(text);
      } else {
        fields.problem("except", wanted(operation) + ", not " + OneLine.quoted(text));
      }
    }
    if (kinds.size() > MOST_EXCEPTIONS) {
      fields.problem("except", "must hold at most " + MOST_EXCEPTIONS);
    }
    return kinds;
  }

  private static boolean isKind(String text, Operation operation) {
    return NAME.matcher(text).matches()
        || switch (operation.type()) {
          case Operation.SHELL -> isWithin(text, 1, 255);
          case Operation.HTTP -> isWithin(text, 100, 599);
          default -> false;
        };
  }

  private static String wanted(Operation operation) {
    return switch (operation.type()) {
      case Operation.SHELL ->
          "must hold exit statuses from 1 to 255, ranges of them like 64-78, or names of failures";
      case Operation.HTTP ->
          "must hold statuses like 404, ranges of them like 400-499, or names of failures";
      default -> "must hold names of failures or exceptions";
    };
  }

  private static boolean isWithin(String text, int least, int most) {
    Matcher numbers = NUMBERS.matcher(text);
    if (!numbers.matches()) {
      return false;
    }
    int first = Integer.parseInt(numbers.group(1));
    int last = numbers.group(2) == null ? first : Integer.parseInt(numbers.group(2));
    return least <= first && first <= last && last <= most;
  }
}
