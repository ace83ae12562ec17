// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Replaces a job's secrets by {@code ***}. A secret is every line of every obscured value, as it
 * is, percent-encoded and escaped for JSON. Thread-safe.
 */
public final class Masker {

  /** Knows no secrets. */
  public static final Masker NONE = new Masker(List.of());

  private static final String MASK = "***";

  private final List<String> secrets;

  private Masker(List<String> secrets) {
    this.secrets = secrets;
  }

  /** Of the texts of all obscured variables. */
  public static Masker of(Collection<String> values) {
    Set<String> secrets = new LinkedHashSet<>();
    values.stream().flatMap(String::lines).forEach(line -> addForms(line, secrets));
    if (secrets.isEmpty()) {
      return NONE;
    }
    return new Masker(
        secrets.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList());
  }

  /** The text with every secret in it replaced; secrets that overlap become one mask. */
  public String mask(String text) {
    BitSet masked = null;
    for (String secret : secrets) {
      int found = text.indexOf(secret);
      while (found >= 0) {
        if (masked == null) {
          masked = new BitSet(text.length());
        }
        masked.set(found, found + secret.length());
        found = text.indexOf(secret, found + secret.length());
      }
    }
    return masked == null ? text : replaced(text, masked);
  }

  /**
   * The last place, at or before {@code at}, where the text can be cut so that no secret is cut in
   * two: neither one that is in it nor one that may have begun at its end.
   */
  public int safeCut(String text, int at) {
    int cut = at;
    int before;
    do {
      before = cut;
      for (String secret : secrets) {
        cut = cutBefore(text, secret, cut);
      }
    } while (cut < before);
    return cut;
  }

  /** The length of the longest secret; 0 without any. */
  public int longest() {
    return secrets.isEmpty() ? 0 : secrets.get(0).length();
  }

  private static int cutBefore(String text, String secret, int cut) {
    for (int start = Math.max(0, cut - secret.length() + 1); start < cut; start++) {
      int common = Math.min(secret.length(), text.length() - start);
      if (text.regionMatches(start, secret, 0, common)) {
        return start;
      }
    }
    return cut;
  }

  private static String replaced(String text, BitSet masked) {
    StringBuilder clear = new StringBuilder(text.length());
    int at = 0;
    for (int from = masked.nextSetBit(0); from >= 0; from = masked.nextSetBit(at)) {
      clear.append(text, at, from).append(MASK);
      at = masked.nextClearBit(from);
    }
    return clear.append(text, at, text.length()).toString();
  }

  private static void addForms(String line, Set<String> secrets) {
    String stripped = line.strip();
    if (stripped.isEmpty()) {
      return;
    }
    secrets.add(line);
    secrets.add(stripped);
    String encoded = URLEncoder.encode(stripped, StandardCharsets.UTF_8);
    secrets.add(encoded);
    secrets.add(encoded.replace("+", "%20"));
    secrets.add(stripped.replace("\\", "\\\\").replace("\"", "\\\""));
  }
}
