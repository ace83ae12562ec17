// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import io.jobmill.job.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the jobs that share a limit have in common, like {@code deploy/Region=eu}: the template, in
 * lower case, and the values of the variables that its limit goes by. Stored, so the text of a key
 * never changes.
 */
public record LimitKey(String text) {

  /** A longer one is shortened to a hash of its values. */
  private static final int LONGEST = 200;

  private static final char SEPARATOR = '/';

  /**
   * Of a job.
   *
   * @param variables its values, under their names in any case
   */
  public static LimitKey of(Template template, Map<String, Value> variables) {
    String name = Template.lookupKey(template.name());
    Concurrency concurrency = template.limits().concurrency();
    if (concurrency == null || concurrency.key().isEmpty()) {
      return new LimitKey(name);
    }
    Map<String, Value> inAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    inAnyCase.putAll(variables);
    String values =
        concurrency.key().stream()
            .map(variable -> variable + "=" + encoded(inAnyCase.get(variable)))
            .collect(Collectors.joining("&"));
    String text = name + SEPARATOR + values;
    return new LimitKey(text.length() <= LONGEST ? text : name + SEPARATOR + hash(values));
  }

  /** The template, as it is looked up. */
  public String template() {
    int end = text.indexOf(SEPARATOR);
    return end < 0 ? text : text.substring(0, end);
  }

  /**
   * Which of so many deciders decides about it: the same for all keys of a template, whose rate
   * they share.
   */
  public int owner(int deciders) {
    return Math.floorMod(template().hashCode(), deciders);
  }

  private static String encoded(@Nullable Value value) {
    return value == null
        ? ""
        : value.items().stream()
            .map(item -> URLEncoder.encode(item, StandardCharsets.UTF_8))
            .collect(Collectors.joining(","));
  }

  private static String hash(String values) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(values.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
