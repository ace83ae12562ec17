// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The identity of a job, which is also the token its submitter polls with. Printed as a lower-case
 * hyphenated UUID, the only form that topics and documents hold.
 */
public record JobId(UUID value) implements Comparable<JobId> {

  /** RFC 9562's URL namespace, under which ids of records without one are derived. */
  private static final UUID URL_NAMESPACE = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

  /** Reads a hyphenated UUID of any version in any case; anything else is empty. */
  public static Optional<JobId> parse(String text) {
    return isHyphenated(text) ? Optional.of(new JobId(UUID.fromString(text))) : Optional.empty();
  }

  /**
   * Reads an id that must be one.
   *
   * @throws IllegalArgumentException naming the text that is no hyphenated UUID
   */
  public static JobId of(String text) {
    return parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not a UUID: " + OneLine.quoted(text)));
  }

  /**
   * A new UUIDv7. The id is handed out as a token, so all 74 bits beside the time must come from a
   * source that cannot be guessed.
   */
  public static JobId v7(Instant now, RandomGenerator random) {
    long high = (now.toEpochMilli() << 16) | 0x7000L | (random.nextLong() & 0xFFFL);
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new JobId(new UUID(high, low));
  }

  /**
   * The id of a record that brought none: a UUIDv5 that everyone who reads the record derives
   * alike.
   */
  public static JobId ofRecord(String topic, int partition, long offset) {
    byte[] name =
        ("kafka:" + topic + "/" + partition + "/" + offset).getBytes(StandardCharsets.UTF_8);
    ByteBuffer named = ByteBuffer.allocate(16 + name.length);
    named.putLong(URL_NAMESPACE.getMostSignificantBits());
    named.putLong(URL_NAMESPACE.getLeastSignificantBits());
    named.put(name);
    ByteBuffer hash = ByteBuffer.wrap(hash("SHA-1", named.array()));
    long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new JobId(new UUID(high, low));
  }

  /**
   * The id of the job that a schedule makes for one due time: a UUIDv8 that everyone who looks
   * after the schedule derives alike, so that asking twice is asking once.
   */
  public static JobId ofOccurrence(JobId schedule, Instant due) {
    byte[] name = ("schedule:" + schedule + "/" + due).getBytes(StandardCharsets.UTF_8);
    return v8(hash("SHA-256", name));
  }

  /**
   * The id of a job that is submitted under an idempotency key: a UUIDv8 that every gateway derives
   * alike, so that submitting twice is submitting once.
   *
   * @param caller whose key it is
   * @param what the template's name, or the operation's
   */
  public static JobId ofIdempotencyKey(String caller, String what, String key) {
    byte[] name =
        String.join("\0", "submission:" + caller, what, key).getBytes(StandardCharsets.UTF_8);
    return v8(hash("SHA-256", name));
  }

  /**
   * The id of the schedule of this name, in whatever case it is spelled: a UUIDv8 that every
   * gateway derives alike, so that two of them never make two schedules of one name.
   */
  public static JobId ofScheduleName(String name) {
    byte[] text =
        ("schedule-name:" + name.toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8);
    return v8(hash("SHA-256", text));
  }

  private static JobId v8(byte[] hash) {
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    long high = (bytes.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
    long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new JobId(new UUID(high, low));
  }

  /** When the id was made, to the millisecond, if it is a UUIDv7; the maker's clock decides. */
  public Optional<Instant> madeAt() {
    return value.version() == 7
        ? Optional.of(Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16))
        : Optional.empty();
  }

  @Override
  public int compareTo(JobId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }

  /** Not by a regular expression: every event that is read comes through here. */
  private static boolean isHyphenated(String text) {
    if (text.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen ? text.charAt(i) != '-' : !HexFormat.isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static byte[] hash(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has " + algorithm, e);
    }
  }
}
