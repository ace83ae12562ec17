// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import static io.jobmill.gateway.api.ApiDocument.paged;
import static io.jobmill.gateway.api.JobReadings.WHEN;
import static io.jobmill.gateway.openapi.Messages.example;
import static io.jobmill.gateway.openapi.Shapes.count;
import static io.jobmill.gateway.openapi.Shapes.list;
import static io.jobmill.gateway.openapi.Shapes.named;
import static io.jobmill.gateway.openapi.Shapes.object;
import static io.jobmill.gateway.openapi.Shapes.text;

import io.jobmill.gateway.openapi.Described;
import io.jobmill.gateway.openapi.Messages;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Map;

/** Describes templates and keys. */
final class DefinitionOperations {

  private static final String MANAGE = "manage";
  private static final int[] TAKES_A_BODY = {400, 408, 409, 413, 415, 503};

  private DefinitionOperations() {}

  static void describe(ApiDocument api) {
    templates(api);
    keys(api);
  }

  private static void templates(ApiDocument api) {
    paged(api.on("GET", "/templates", "listTemplates", "List templates", MANAGE))
        .answers(
            200,
            "by name; `problems` names files that could not be read",
            ApiShapes.pageOf("StoredTemplate")
                .maybe(
                    "problems",
                    list(
                        object()
                            .with("file", text())
                            .maybe("line", count())
                            .with("reason", text())
                            .shape()))
                .shape(),
            example("items", List.of(stored())));
    api.on("POST", "/templates", "createTemplate", "Make a template", MANAGE, TAKES_A_BODY)
        .body(named("Template"), template())
        .answers(201, created("in force at once", "StoredTemplate", stored()));
    ofName(api.on("GET", "/templates/{name}", "readTemplate", "One template", MANAGE, 404))
        .answers(200, "every setting named", named("StoredTemplate"), stored());
    ofName(
            api.on(
                "PUT",
                "/templates/{name}",
                "replaceTemplate",
                "Replace a template, or make it",
                MANAGE,
                TAKES_A_BODY))
        .body(named("Template"), template())
        .answers(200, "replaced", named("StoredTemplate"), stored())
        .answers(201, created("made", "StoredTemplate", stored()));
    ofName(
            api.on(
                "DELETE",
                "/templates/{name}",
                "deleteTemplate",
                "Remove a template",
                MANAGE,
                404,
                409,
                503))
        .answers(204, "its jobs stay");
  }

  private static void keys(ApiDocument api) {
    paged(api.on("GET", "/keys", "listKeys", "List API keys", MANAGE))
        .answers(
            200,
            "by name, revoked ones too",
            ApiShapes.page("Key"),
            example("items", List.of(key())));
    Map<String, Object> made = key();
    made.put("key", "jm_0f3a9c_…");
    api.on("POST", "/keys", "createKey", "Make an API key", MANAGE, TAKES_A_BODY)
        .body(named("NewKey"), example("name", "deploys", "scopes", List.of("trigger", "view")))
        .answers(201, created("the key itself is shown once", "MadeKey", made));
    ofName(api.on("GET", "/keys/{name}", "readKey", "One API key", MANAGE, 404))
        .answers(200, "never the key itself", named("Key"), key());
    ofName(api.on("DELETE", "/keys/{name}", "revokeKey", "Revoke an API key", MANAGE, 404, 503))
        .answers(204, "no gateway takes it any more, within seconds");
  }

  private static Described ofName(Described described) {
    return described.with(Messages.path("name", "in any case", text()).example("ablast"));
  }

  private static ApiResponse created(String about, String shape, Object example) {
    return Messages.answer(about, Messages.content("application/json", named(shape), example))
        .addHeaderObject("Location", Messages.always("where it is", text()));
  }

  private static Map<String, Object> template() {
    return example(
        "name",
        "ablast",
        "variables",
        List.of(example("name", "TargetServer", "type", "text", "required", true)),
        "operation",
        example("type", "shell", "data", example("script", "echo patching $TargetServer")));
  }

  private static Map<String, Object> stored() {
    Map<String, Object> stored = template();
    stored.put("origin", "api");
    return stored;
  }

  private static Map<String, Object> key() {
    return example(
        "name",
        "deploys",
        "lookupId",
        "0f3a9c",
        "scopes",
        List.of("trigger", "view"),
        "templates",
        List.of("ab*"),
        "pools",
        List.of(),
        "createdAt",
        WHEN,
        "revoked",
        false);
  }
}
