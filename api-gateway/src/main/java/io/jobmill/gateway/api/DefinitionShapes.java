// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import static io.jobmill.gateway.api.ApiShapes.words;
import static io.jobmill.gateway.openapi.Shapes.anyNumber;
import static io.jobmill.gateway.openapi.Shapes.anything;
import static io.jobmill.gateway.openapi.Shapes.count;
import static io.jobmill.gateway.openapi.Shapes.flag;
import static io.jobmill.gateway.openapi.Shapes.instant;
import static io.jobmill.gateway.openapi.Shapes.list;
import static io.jobmill.gateway.openapi.Shapes.map;
import static io.jobmill.gateway.openapi.Shapes.object;
import static io.jobmill.gateway.openapi.Shapes.text;

import io.jobmill.gateway.openapi.Shapes;
import io.jobmill.gateway.security.Scope;
import io.jobmill.job.Priority;
import io.jobmill.template.LimitPolicy;
import io.jobmill.template.Origin;
import io.jobmill.template.VariableType;
import io.swagger.v3.oas.models.media.Schema;

/** Templates and keys as JSON, field by field. */
final class DefinitionShapes {

  private DefinitionShapes() {}

  static Schema<?> template(boolean stored) {
    Shapes.Fields fields =
        object()
            .with("name", text("what callers trigger it by, in any case"))
            .with(
                "operation",
                object()
                    .with("type", text("`shell`, `http`, or the name of a Java handler"))
                    .maybe("data", map(anything("the operation's own settings")))
                    .shape())
            .maybe("description", text())
            .maybe("pool", text("whose workers run it"))
            .maybe("priority", words(Priority.values(), Priority::word))
            .maybe("target", text("`_any`, `_all`, a hostname, or `key:value`"))
            .maybe("timeout", text("of one run: `30s`, `5m`, or ISO 8601"))
            .maybe("api", flag().description("whether it may be triggered from outside"))
            .maybe("key", text("only the API key of this name may trigger and read it"))
            .maybe("allowNewVariables", flag())
            .maybe("allowTarget", flag())
            .maybe("variables", list(variable()))
            .maybe("retry", retry())
            .maybe("concurrency", concurrency())
            .maybe("rate", rate())
            .maybe("queueTimeout", text("how long it may wait for a worker; `14d` if absent"))
            .maybe("totalTimeout", text("how long it may take from its submission to its end"));
    if (stored) {
      return fields
          .with("origin", words(Origin.values(), Origin::word))
          .maybe("source", text("the file it comes from, and is changed in"))
          .shape();
    }
    return fields
        .maybe("origin", text("taken back from an answer, and ignored"))
        .maybe("source", text("taken back from an answer, and ignored"))
        .shape();
  }

  private static Schema<?> retry() {
    return object()
        .maybe("attempts", count().description("how many in all; 3 if absent"))
        .maybe("delay", text("before the second one: `10s`, or ISO 8601"))
        .maybe("factor", anyNumber().description("by which each further wait is longer"))
        .maybe("maxDelay", text("the longest wait"))
        .maybe("jitter", anyNumber().description("the share of a wait that chance may take off"))
        .maybe(
            "except",
            list(Shapes.any(text(), anyNumber()))
                .description("exit statuses, HTTP statuses or kinds of failure to let be"))
        .about("which failures are tried again; absent, none is");
  }

  private static Schema<?> concurrency() {
    return object()
        .with("max", count().description("how many"))
        .maybe("key", list(text()).description("variables for each of whose values it counts"))
        .maybe("policy", words(LimitPolicy.values(), LimitPolicy::word))
        .about("how many jobs may be under way at once; absent, any number");
  }

  private static Schema<?> rate() {
    return object()
        .with("max", count().description("how many"))
        .with("per", text("how long the time is: `30s`, `1m`, or ISO 8601"))
        .about("how many jobs may be let through within any such time; absent, any number");
  }

  private static Schema<?> variable() {
    return object()
        .with("name", text())
        .maybe("type", words(VariableType.values(), VariableType::word))
        .maybe("required", flag())
        .maybe("initial", Shapes.any(text(), anyNumber(), flag(), list(text())))
        .maybe("values", list(Shapes.any(text(), anyNumber(), flag())))
        .maybe("restrict", flag().description("whether only those values may be given"))
        .maybe("multiple", flag().description("whether several may be given"))
        .maybe("obscure", flag().description("whether it is a secret"))
        .shape();
  }

  static Schema<?> newKey() {
    return object()
        .with("name", text("what templates call it").pattern("^" + KeysApi.NAME + "$"))
        .with("scopes", list(words(Scope.values(), Scope::word)))
        .maybe("templates", list(text("a name, `*` standing for anything")))
        .maybe("pools", list(text("of templates")))
        .maybe("expiresAt", instant("good until then"))
        .maybe("description", text().maxLength(KeysApi.LONGEST_DESCRIPTION))
        .shape();
  }

  static Shapes.Fields key() {
    return object()
        .with("name", text())
        .with("lookupId", text("the readable part of the key"))
        .with("scopes", list(words(Scope.values(), Scope::word)))
        .with("templates", list(text()))
        .with("pools", list(text()))
        .with("createdAt", instant("when it was made"))
        .with("revoked", flag())
        .maybe("description", text())
        .maybe("expiresAt", instant("good until then"))
        .maybe("lastUsedAt", instant("as far as this gateway knows"));
  }
}
