// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.schedule.Schedules.Wanted;
import io.jobmill.gateway.trigger.Submission;
import io.jobmill.job.JobId;
import io.jobmill.schedule.Missed;
import io.jobmill.schedule.Overlap;
import io.jobmill.schedule.ScheduleRecord.Rules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A schedule that somebody wants: what it runs, and when. */
record NewSchedule(Wanted wanted, String template, Submission submission) {

  static final Set<String> FIELDS =
      Set.of("name", "template", "variables", "target", "when", "overlap", "missed", "enabled");

  /** What answers say beside that; a caller may send it back. */
  static final Set<String> OURS =
      Set.of("id", "pool", "submittedBy", "createdAt", "nextDueAt", "lastDueAt", "lastJob");

  static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9 ._-]{0,98}[A-Za-z0-9])?");

  /**
   * @param name by the path; absent, the body has to have it
   */
  static NewSchedule of(Json body, @Nullable String name, @Nullable String submittedBy) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(body.tree());
    OURS.forEach(tree::remove);
    if (name != null) {
      tree.putIfAbsent("name", name);
    }
    Json fields = new Json(tree);
    fields.allow(FIELDS);
    Rules rules =
        new Rules(
            word(fields, "overlap", Overlap::ofWord, "skip, queue or allow")
                .orElse(Rules.USUAL.overlap()),
            word(fields, "missed", Missed::ofWord, "once or skip").orElse(Rules.USUAL.missed()));
    boolean paused = tree.get("enabled") != null && !fields.flag("enabled");
    return new NewSchedule(
        new Wanted(name(fields, name), ScheduleTimes.read(fields.object("when")), rules, paused),
        fields.text("template"),
        new Submission(
            NewJob.variables(fields.object("variables")),
            NewJob.target(fields.optionalText("target").orElse(null)),
            null,
            submittedBy));
  }

  /** A name that looks like an id would hide the schedule that has it. */
  private static String name(Json body, @Nullable String path) {
    String name = body.text("name");
    if (path != null && !path.equalsIgnoreCase(name)) {
      throw Refusal.badRequest("the path names schedule '%s', the body '%s'".formatted(path, name));
    }
    if (!NAME.matcher(name).matches() || JobId.parse(name).isPresent()) {
      throw Json.wrong(
          "name",
          "at most 100 letters, digits, dots, dashes, underscores and spaces, beginning and ending"
              + " with a letter or digit, and not a UUID");
    }
    return name;
  }

  private static <T> Optional<T> word(
      Json body, String name, Function<String, Optional<T>> meaning, String words) {
    return body.optionalText(name)
        .map(word -> meaning.apply(word).orElseThrow(() -> Json.wrong(name, words)));
  }
}
