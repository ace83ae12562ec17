// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a job is part of, as W3C Trace Context says it: the values of the headers {@code
 * traceparent} and {@code tracestate}. Both are safe in a header, a log line and an environment.
 *
 * @param parent of version 00: trace id, span id and flags
 * @param state what tracing systems have added; absent for nothing
 */
public record Trace(String parent, @Nullable String state) {

  public static final String PARENT_HEADER = "traceparent";
  public static final String STATE_HEADER = "tracestate";

  /** A state that is longer is left out; the standard asks for this much. */
  static final int LONGEST_STATE = 512;

  private static final int MOST_MEMBERS = 32;
  private static final int PARENT_LENGTH = 55;
  private static final HexFormat HEX = HexFormat.of();
  private static final int SAMPLED = 1;
  private static final int RANDOM = 2;

  private static final Pattern PARENT =
      Pattern.compile(
          "(?!ff)([0-9a-f]{2})-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-.*)?");

  private static final Pattern MEMBER =
      Pattern.compile(
          "(?:[a-z][a-z0-9_\\-*/]{0,255}|[a-z0-9][a-z0-9_\\-*/]{0,240}@[a-z][a-z0-9_\\-*/]{0,13})"
              + "=[\\x20-\\x2b\\x2d-\\x3c\\x3e-\\x7e]{0,255}[\\x21-\\x2b\\x2d-\\x3c\\x3e-\\x7e]");

  /**
   * What a stranger's headers say; empty if that is no valid {@code traceparent}. A state that is
   * not valid is left out.
   */
  public static Optional<Trace> of(@Nullable String traceparent, @Nullable String tracestate) {
    Matcher parent = PARENT.matcher(traceparent == null ? "" : traceparent);
    if (!parent.matches()) {
      return Optional.empty();
    }
    boolean current = parent.group(1).equals("00");
    if (current && parent.group(3) != null) {
      return Optional.empty();
    }
    String known = parent.group().substring(2, PARENT_LENGTH - 2);
    int flags = Integer.parseInt(parent.group(2), 16) & (SAMPLED | RANDOM);
    return Optional.of(
        new Trace("00" + known + HEX.toHexDigits((byte) flags), stateOf(tracestate)));
  }

  /** Of a job that nobody has given one: its id, so that either leads to the other. */
  public static Trace ofJob(JobId id) {
    long low = id.value().getLeastSignificantBits();
    String traceId = id.toString().replace("-", "");
    // A job's id may be any UUID, a span's id is not zero, and neither is a trace's.
    return low == 0
        ? new Trace("00-" + traceId.substring(0, 31) + "1-0000000000000001-00", null)
        : new Trace("00-" + traceId + "-" + HEX.toHexDigits(low) + "-00", null);
  }

  /** The trace of a job's request. */
  public static Trace of(JobId id, JobRequest request) {
    Trace given = request.trace();
    return given == null ? ofJob(id) : given;
  }

  /** 32 hexadecimal digits. */
  public String id() {
    return parent.substring(3, 35);
  }

  private static @Nullable String stateOf(@Nullable String tracestate) {
    if (tracestate == null || tracestate.length() > LONGEST_STATE) {
      return null;
    }
    StringBuilder state = new StringBuilder();
    int members = 0;
    for (String part : tracestate.split(",", -1)) {
      String member = part.strip();
      if (!member.isEmpty()) {
        members++;
        if (members > MOST_MEMBERS || !MEMBER.matcher(member).matches()) {
          return null;
        }
        state.append(members > 1 ? "," : "").append(member);
      }
    }
    return members == 0 ? null : state.toString();
  }
}
