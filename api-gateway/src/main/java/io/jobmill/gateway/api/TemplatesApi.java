// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.audit.Audit;
import io.jobmill.gateway.definitions.FileProblem;
import io.jobmill.gateway.definitions.FolderWatch;
import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.problem.RequestBodies;
import io.jobmill.gateway.security.Scope;
import io.jobmill.template.Origin;
import io.jobmill.template.Parsed;
import io.jobmill.template.Problem;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateReader;
import io.jobmill.template.TemplateRecord;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/** Templates: reading all of them, changing those that do not come from a file. */
@RestController
@RequestMapping("/api/v1/templates")
final class TemplatesApi {

  /** What answers say beside the template; a caller may send it back. */
  private static final Set<String> OURS = Set.of("origin", "source");

  private static final String CREATE = "template.create";

  private final RequestBodies bodies;
  private final ApiCallers callers;
  private final Templates templates;
  private final FolderWatch folder;
  private final Audit audit;

  TemplatesApi(
      RequestBodies bodies,
      ApiCallers callers,
      Templates templates,
      FolderWatch folder,
      Audit audit) {
    this.bodies = bodies;
    this.callers = callers;
    this.templates = templates;
    this.folder = folder;
    this.audit = audit;
  }

  @GetMapping
  Map<String, Object> list(
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      HttpServletRequest request) {
    callers.with(Scope.MANAGE, request);
    return Page.of(limit, cursor)
        .of(
            templates.all(),
            record -> Template.lookupKey(record.template().name()),
            TemplateAnswer::of)
        .with("problems", problems())
        .fields();
  }

  @GetMapping("/{name}")
  Map<String, Object> read(@PathVariable String name, HttpServletRequest request) {
    callers.with(Scope.MANAGE, request);
    return TemplateAnswer.of(existing(name));
  }

  @PostMapping
  ResponseEntity<Map<String, Object>> create(HttpServletRequest request) {
    Actor actor = callers.actor(Scope.MANAGE, request);
    Template template = template(Json.body(request, bodies), null);
    return created(audit.change(actor, CREATE, template.name(), () -> publishNew(template)));
  }

  @PutMapping("/{name}")
  ResponseEntity<Map<String, Object>> replace(
      @PathVariable String name, HttpServletRequest request) {
    Actor actor = callers.actor(Scope.MANAGE, request);
    Template template = template(Json.body(request, bodies), name);
    if (templates.find(name).isEmpty()) {
      return created(audit.change(actor, CREATE, name, () -> templates.publish(template)));
    }
    TemplateRecord replaced =
        audit.change(actor, "template.replace", name, () -> publishAgain(template));
    return ResponseEntity.ok(TemplateAnswer.of(replaced));
  }

  @DeleteMapping("/{name}")
  ResponseEntity<Void> delete(@PathVariable String name, HttpServletRequest request) {
    Actor actor = callers.actor(Scope.MANAGE, request);
    TemplateRecord existing = existing(name);
    audit.change(
        actor,
        "template.delete",
        name,
        () -> {
          requireChangeable(existing);
          templates.remove(name);
        });
    return ResponseEntity.noContent().build();
  }

  private TemplateRecord publishNew(Template template) {
    if (templates.find(template.name()).isPresent()) {
      throw Refusal.conflict("there is a template '%s' already".formatted(template.name()));
    }
    return templates.publish(template);
  }

  private TemplateRecord publishAgain(Template template) {
    requireChangeable(existing(template.name()));
    return templates.publish(template);
  }

  /** What is wrong with files; absent while nothing is. */
  private @Nullable List<Map<String, Object>> problems() {
    List<FileProblem> problems = folder.problems();
    return problems.isEmpty() ? null : problems.stream().map(TemplatesApi::problem).toList();
  }

  private static Map<String, Object> problem(FileProblem problem) {
    return new Answer()
        .with("file", problem.file())
        .with("line", problem.line())
        .with("reason", problem.reason())
        .fields();
  }

  private static ResponseEntity<Map<String, Object>> created(TemplateRecord record) {
    String name = UriUtils.encodePathSegment(record.template().name(), StandardCharsets.UTF_8);
    return ResponseEntity.created(URI.create("/api/v1/templates/" + name))
        .body(TemplateAnswer.of(record));
  }

  private TemplateRecord existing(String name) {
    return templates
        .find(name)
        .orElseThrow(() -> Refusal.notFound("there is no template '%s'".formatted(name)))
        .value();
  }

  private static void requireChangeable(TemplateRecord record) {
    if (record.origin() == Origin.FILE) {
      throw Refusal.conflict(
          "template '%s' comes from the file %s and is changed there"
              .formatted(record.template().name(), record.source()));
    }
  }

  private static Template template(Json body, @Nullable String name) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(body.tree());
    OURS.forEach(tree::remove);
    if (name != null) {
      tree.putIfAbsent("name", name);
    }
    Parsed<Template> parsed = TemplateReader.read(tree);
    if (parsed instanceof Parsed.Invalid<Template> invalid) {
      throw Refusal.badRequest(invalid.problems().stream().map(Problem::toString).toList());
    }
    Template template = ((Parsed.Valid<Template>) parsed).value();
    if (name != null && !template.name().equalsIgnoreCase(name)) {
      throw Refusal.badRequest(
          "the path names template '%s', the body '%s'".formatted(name, template.name()));
    }
    return template;
  }
}
