// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.audit.AuditEntry;
import io.jobmill.gateway.audit.AuditFilter;
import io.jobmill.gateway.audit.AuditOutcome;
import io.jobmill.gateway.audit.AuditTrail;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.security.Scope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Who changed what: a part of it newest first, or all of it oldest first, a line each. */
@RestController
final class AuditApi {

  private static final String PATH = "/api/v1/audit";
  static final Set<String> FILTERS =
      Set.of("by", "action", "subject", "dialect", "outcome", "from", "to");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ApiCallers callers;
  private final AuditTrail trail;

  AuditApi(ApiCallers callers, AuditTrail trail) {
    this.callers = callers;
    this.trail = trail;
  }

  @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Object> list(
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      HttpServletRequest request) {
    callers.with(Scope.MANAGE, request);
    AuditFilter filter = filter(request, Set.of("limit", "cursor"));
    Page page = Page.of(limit, cursor);
    AuditTrail.Part part = trail.before(offset(page.after()), filter, page.limit());
    OptionalLong next = part.next();
    return new Answer()
        .with("items", part.entries().stream().map(AuditApi::answer).toList())
        .with("nextCursor", next.isPresent() ? Page.encoded(Long.toString(next.getAsLong())) : null)
        .fields();
  }

  @GetMapping(path = PATH, produces = MediaType.APPLICATION_NDJSON_VALUE)
  void export(HttpServletRequest request, HttpServletResponse response) throws IOException {
    callers.with(Scope.MANAGE, request);
    AuditFilter filter = filter(request, Set.of());
    response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    OutputStream out = response.getOutputStream();
    try {
      trail.export(filter, entry -> write(out, entry));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void write(OutputStream out, AuditEntry entry) {
    try {
      out.write(JSON.writeValueAsBytes(answer(entry)));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AuditFilter filter(HttpServletRequest request, Set<String> paging) {
    Set<String> known = new TreeSet<>(FILTERS);
    known.addAll(paging);
    Queries.allow(request, known);
    return new AuditFilter(
        Queries.one(request, "by"),
        Queries.one(request, "action"),
        Queries.one(request, "subject"),
        Queries.one(request, "dialect"),
        outcome(Queries.one(request, "outcome")),
        Queries.instant("from", Queries.one(request, "from")),
        Queries.instant("to", Queries.one(request, "to")));
  }

  private static @Nullable AuditOutcome outcome(@Nullable String word) {
    return word == null
        ? null
        : AuditOutcome.ofWord(word)
            .orElseThrow(() -> Refusal.badRequest("outcome must be done, refused or failed"));
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

  private static Map<String, Object> answer(AuditEntry entry) {
    return new Answer()
        .with("at", entry.at().toString())
        .with("by", entry.by())
        .with("action", entry.action())
        .with("subject", entry.subject())
        .with("dialect", entry.dialect())
        .with("source", entry.source())
        .with("outcome", entry.outcome().word())
        .with("detail", entry.detail())
        .fields();
  }
}
