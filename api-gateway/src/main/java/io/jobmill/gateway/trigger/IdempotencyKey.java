// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.security.Caller;
import io.jobmill.job.JobId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a caller calls a submission, so that repeating it makes no second job.
 *
 * @param caller whose word it is: another caller may use the same one
 */
public record IdempotencyKey(String caller, String text) {

  public static final String HEADER = "Idempotency-Key";

  /** What the header takes; quotes around it do not count. */
  public static final String FORM = "[\\x21\\x23-\\x7e]{1,200}";

  private static final Pattern QUOTED_OR_NOT = Pattern.compile("\"" + FORM + "\"|" + FORM);

  /**
   * The key that the request brought; absent where it brought none.
   *
   * @throws Refusal 400 for one that cannot be used
   */
  public static @Nullable IdempotencyKey of(HttpServletRequest request, Caller caller) {
    List<String> given = Collections.list(request.getHeaders(HEADER));
    if (given.isEmpty()) {
      return null;
    }
    String text = given.get(0).strip();
    if (given.size() > 1 || !QUOTED_OR_NOT.matcher(text).matches()) {
      throw Refusal.badRequest(
          "header %s must be there once, with 1 to 200 visible ASCII characters".formatted(HEADER));
    }
    String name = caller.name();
    return new IdempotencyKey(
        name == null ? "" : name,
        text.startsWith("\"") ? text.substring(1, text.length() - 1) : text);
  }

  /**
   * @param what the template's name, or the operation's
   */
  JobId job(String what) {
    return JobId.ofIdempotencyKey(caller, what, text);
  }
}
