// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.audit.Audit;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.problem.RequestBodies;
import io.jobmill.gateway.security.ApiKey;
import io.jobmill.gateway.security.ApiKeys;
import io.jobmill.gateway.security.KeyGrant;
import io.jobmill.gateway.security.Scope;
import io.jobmill.job.Pool;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** API keys: made, listed and revoked. The text of a key is answered once, when it is made. */
@RestController
@RequestMapping("/api/v1/keys")
final class KeysApi {

  static final Set<String> FIELDS =
      Set.of("name", "scopes", "templates", "pools", "expiresAt", "description");
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9 ._-]{0,98}[A-Za-z0-9])?");

  static final int LONGEST_DESCRIPTION = 1_000;

  /** The admin key goes by this name. */
  private static final String ADMIN = "admin";

  private final RequestBodies bodies;
  private final ApiCallers callers;
  private final ApiKeys keys;
  private final Audit audit;

  KeysApi(RequestBodies bodies, ApiCallers callers, ApiKeys keys, Audit audit) {
    this.bodies = bodies;
    this.callers = callers;
    this.keys = keys;
    this.audit = audit;
  }

  @PostMapping
  ResponseEntity<Map<String, Object>> create(HttpServletRequest request) {
    Actor actor = callers.actor(Scope.MANAGE, request);
    KeyGrant grant = grant(Json.body(request, bodies));
    ApiKeys.Made made = audit.change(actor, "key.create", grant.name(), () -> create(grant));
    String place =
        "/api/v1/keys/" + UriUtils.encodePathSegment(grant.name(), StandardCharsets.UTF_8);
    return ResponseEntity.created(URI.create(place))
        .header("Cache-Control", "no-store")
        .body(answer(made.key()).with("key", made.text().reveal()).fields());
  }

  @GetMapping
  Map<String, Object> list(
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      HttpServletRequest request) {
    callers.with(Scope.MANAGE, request);
    return Page.of(limit, cursor)
        .of(keys.all(), key -> ApiKey.lookupKey(key.name()), key -> answer(key).fields())
        .fields();
  }

  @GetMapping("/{name}")
  Map<String, Object> read(@PathVariable String name, HttpServletRequest request) {
    callers.with(Scope.MANAGE, request);
    return answer(existing(name)).fields();
  }

  @DeleteMapping("/{name}")
  ResponseEntity<Void> revoke(@PathVariable String name, HttpServletRequest request) {
    Actor actor = callers.actor(Scope.MANAGE, request);
    ApiKey key = existing(name);
    if (!key.revoked()) {
      audit.change(actor, "key.revoke", key.name(), () -> keys.revoke(key));
    }
    return ResponseEntity.noContent().build();
  }

  private ApiKeys.Made create(KeyGrant grant) {
    if (keys.exists(grant.name())) {
      throw Refusal.conflict("there is a key '%s' already".formatted(grant.name()));
    }
    return keys.create(grant);
  }

  private ApiKey existing(String name) {
    return keys.named(name)
        .orElseThrow(() -> Refusal.notFound("there is no key '%s'".formatted(name)));
  }

  private static KeyGrant grant(Json body) {
    body.allow(FIELDS);
    String name = body.text("name");
    if (!NAME.matcher(name).matches() || name.equalsIgnoreCase(ADMIN)) {
      throw Json.wrong(
          "name",
          "at most 100 letters, digits, dots, dashes, underscores and spaces, beginning and ending with a letter or digit, and not 'admin'");
    }
    body.texts("pools").forEach(KeysApi::requirePool);
    return new KeyGrant(
        name,
        scopes(body),
        body.texts("templates"),
        body.texts("pools"),
        body.instant("expiresAt"),
        description(body));
  }

  private static @Nullable String description(Json body) {
    String text = body.optionalText("description").orElse(null);
    if (text != null && text.length() > LONGEST_DESCRIPTION) {
      throw Json.wrong(
          "description", "a text of at most %d characters".formatted(LONGEST_DESCRIPTION));
    }
    return text;
  }

  private static Set<Scope> scopes(Json body) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String word : body.texts("scopes")) {
      scopes.add(
          Scope.ofWord(word)
              .orElseThrow(() -> Json.wrong("scopes", "a list of trigger, view and manage")));
    }
    if (scopes.isEmpty()) {
      throw Json.wrong("scopes", "a list of at least one of trigger, view and manage");
    }
    return scopes;
  }

  private static void requirePool(String name) {
    try {
      var unused = new Pool(name);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private Answer answer(ApiKey key) {
    return new Answer()
        .with("name", key.name())
        .with("lookupId", key.lookupId())
        .with("scopes", key.scopes().stream().sorted().map(Scope::word).toList())
        .with("templates", key.templates())
        .with("pools", key.pools())
        .with("description", key.description())
        .with("createdAt", key.createdAt())
        .with("expiresAt", key.expiresAt())
        .with("lastUsedAt", keys.lastUse(key).orElse(null))
        .with("revoked", key.revoked());
  }
}
