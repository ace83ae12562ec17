// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.problem.RequestBodies;
import io.jobmill.gateway.schedule.ScheduledJobs;
import io.jobmill.gateway.schedule.Schedules;
import io.jobmill.gateway.schedule.Schedules.Scheduled;
import io.jobmill.gateway.security.Caller;
import io.jobmill.gateway.security.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/** Schedules: all of them can be read and taken away, those that have a name can be changed. */
@RestController
@RequestMapping("/api/v1/schedules")
final class SchedulesApi {

  private final RequestBodies bodies;
  private final ApiCallers callers;
  private final ScheduleDoor door;
  private final Schedules schedules;
  private final ScheduledJobs jobs;

  SchedulesApi(
      RequestBodies bodies,
      ApiCallers callers,
      ScheduleDoor door,
      Schedules schedules,
      ScheduledJobs jobs) {
    this.bodies = bodies;
    this.callers = callers;
    this.door = door;
    this.schedules = schedules;
    this.jobs = jobs;
  }

  @GetMapping
  Map<String, Object> list(
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      HttpServletRequest request) {
    Caller caller = callers.with(Scope.VIEW, request);
    Page page = Page.of(limit, cursor);
    List<Scheduled> visible =
        schedules.all().stream()
            .filter(door.visibleTo(caller))
            .sorted(Comparator.comparing(SchedulesApi::place))
            .toList();
    return page.of(visible, SchedulesApi::place, ScheduleAnswer::of).fields();
  }

  @GetMapping("/{name}")
  Map<String, Object> read(@PathVariable String name, HttpServletRequest request) {
    Caller caller = callers.with(Scope.VIEW, request);
    return ScheduleAnswer.of(door.readable(name, caller));
  }

  @PostMapping
  ResponseEntity<Map<String, Object>> create(HttpServletRequest request) {
    Actor actor = callers.actor(Scope.TRIGGER, request);
    NewSchedule wish = NewSchedule.of(Json.body(request, bodies), null, actor.caller().name());
    String name = wish.wanted().name();
    schedules
        .named(name)
        .ifPresent(
            found -> {
              throw Refusal.conflict("there is a schedule '%s' already".formatted(name));
            });
    return created(put(wish, actor), actor);
  }

  @PutMapping("/{name}")
  ResponseEntity<Map<String, Object>> replace(
      @PathVariable String name, HttpServletRequest request) {
    Actor actor = callers.actor(Scope.TRIGGER, request);
    Json body = Json.body(request, bodies);
    Scheduled before = schedules.named(name).orElse(null);
    if (before == null) {
      return created(put(NewSchedule.of(body, name, actor.caller().name()), actor), actor);
    }
    door.requireChangeable(before, actor.caller());
    if (before.definition().name() == null) {
      throw Refusal.conflict(
          "schedule '%s' belongs to an agent's custom job and cannot be changed; delete it and make another"
              .formatted(name));
    }
    NewSchedule wish = NewSchedule.of(body, name, actor.caller().name());
    return ResponseEntity.ok(answer(put(wish, actor), actor));
  }

  @DeleteMapping("/{name}")
  ResponseEntity<Void> delete(@PathVariable String name, HttpServletRequest request) {
    Actor actor = callers.actor(Scope.TRIGGER, request);
    schedules.remove(door.changeable(name, actor.caller()).definition().id(), actor);
    return ResponseEntity.noContent().build();
  }

  private Scheduled put(NewSchedule wish, Actor actor) {
    return jobs.put(
        wish.wanted(), door.template(wish.template(), actor.caller()), wish.submission(), actor);
  }

  private static String place(Scheduled scheduled) {
    return Schedules.nameOf(scheduled.definition()).toLowerCase(Locale.ROOT);
  }

  private static ResponseEntity<Map<String, Object>> created(Scheduled scheduled, Actor actor) {
    String name =
        UriUtils.encodePathSegment(
            Schedules.nameOf(scheduled.definition()), StandardCharsets.UTF_8);
    return ResponseEntity.created(URI.create("/api/v1/schedules/" + name))
        .body(answer(scheduled, actor));
  }

  private static Map<String, Object> answer(Scheduled scheduled, Actor actor) {
    return actor.caller().has(Scope.VIEW)
        ? ScheduleAnswer.of(scheduled)
        : ScheduleAnswer.brief(scheduled).fields();
  }
}
