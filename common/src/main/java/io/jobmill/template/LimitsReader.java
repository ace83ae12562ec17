// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import io.jobmill.job.OneLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the {@code concurrency} and {@code rate} of a template. */
final class LimitsReader {

  static final int MOST_AT_ONCE = 10_000;

  /** When each of them was let through is remembered. */
  static final int MOST_IN_A_SPAN = 1_000;

  private static final Duration LONGEST_SPAN = Duration.ofDays(1);
  private static final int MOST_VARIABLES = 10;

  private LimitsReader() {}

  /**
   * @param declared the template's variables
   */
  static JobLimits read(Fields template, List<Variable> declared) {
    return new JobLimits(concurrency(template, declared), rate(template));
  }

  private static @Nullable Concurrency concurrency(Fields template, List<Variable> declared) {
    Optional<Fields> object = template.object("concurrency");
    if (object.isEmpty()) {
      return null;
    }
    Fields fields = object.get();
    fields.refuseUnknown(Set.of("max", "key", "policy"));
    requireGiven(fields, "max");
    return new Concurrency(
        fields.whole("max", 1, MOST_AT_ONCE, 1), key(fields, declared), policy(fields));
  }

  private static List<String> key(Fields fields, List<Variable> declared) {
    List<String> names = new ArrayList<>();
    for (String text : fields.texts("key")) {
      Optional<Variable> variable =
          declared.stream().filter(v -> v.name().equalsIgnoreCase(text)).findFirst();
      if (variable.isEmpty()) {
        fields.problem("key", "must name variables that are declared, not " + OneLine.quoted(text));
      } else if (variable.get().obscure()) {
        fields.problem("key", "must not name an obscured variable: " + OneLine.quoted(text));
      } else if (names.contains(variable.get().name())) {
        fields.problem("key", "names " + OneLine.quoted(text) + " twice");
      } else {
        names.add(variable.get().name());
      }
    }
    if (names.size() > MOST_VARIABLES) {
      fields.problem("key", "must name at most %d variables".formatted(MOST_VARIABLES));
    }
    return names;
  }

  private static LimitPolicy policy(Fields fields) {
    Optional<String> text = fields.text("policy");
    Optional<LimitPolicy> policy = text.flatMap(LimitPolicy::ofWord);
    if (text.isPresent() && policy.isEmpty()) {
      String words =
          Arrays.stream(LimitPolicy.values())
              .map(LimitPolicy::word)
              .collect(Collectors.joining(", "));
      fields.problem(
          "policy", "must be one of %s, not %s".formatted(words, OneLine.quoted(text.get())));
    }
    return policy.orElse(LimitPolicy.QUEUE);
  }

  private static @Nullable Rate rate(Fields template) {
    Optional<Fields> object = template.object("rate");
    if (object.isEmpty()) {
      return null;
    }
    Fields fields = object.get();
    fields.refuseUnknown(Set.of("max", "per"));
    requireGiven(fields, "max");
    requireGiven(fields, "per");
    Duration per = fields.duration("per", LONGEST_SPAN);
    if (per.compareTo(LONGEST_SPAN) > 0) {
      fields.problem("per", "must be at most 1d");
    }
    return new Rate(fields.whole("max", 1, MOST_IN_A_SPAN, 1), per);
  }

  private static void requireGiven(Fields fields, String field) {
    if (!fields.has(field)) {
      fields.problem(field, "must be given");
    }
  }
}
