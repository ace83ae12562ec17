// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an API key: {@code jm_<lookup id>_<256 random bits>}. Lives only as long as the
 * request that brings it or the answer that shows it; never printed.
 */
public final class KeyText {

  private static final Pattern FORM = Pattern.compile("jm_([0-9a-f]{12})_[0-9a-f]{64}");
  private static final HexFormat HEX = HexFormat.of();

  private final String text;
  private final String lookupId;

  private KeyText(String text, String lookupId) {
    this.text = text;
    this.lookupId = lookupId;
  }

  static KeyText create(SecureRandom random) {
    String lookupId = HEX.formatHex(bytes(random, 6));
    return new KeyText("jm_" + lookupId + "_" + HEX.formatHex(bytes(random, 32)), lookupId);
  }

  /** Empty for what cannot be a key. */
  static Optional<KeyText> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches() ? Optional.of(new KeyText(text, form.group(1))) : Optional.empty();
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  String lookupId() {
    return lookupId;
  }

  String hash() {
    return HEX.formatHex(sha256(text));
  }

  /** Whether this is the key of that hash; compared in constant time. */
  boolean hasHash(String hash) {
    return MessageDigest.isEqual(
        hash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
  }

  /** The key itself, to be shown to the one who made it. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "jm_" + lookupId + "_…";
  }

  private static byte[] bytes(SecureRandom random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
