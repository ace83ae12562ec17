// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.Value;
import io.jobmill.schedule.Schedule;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants run, beside where.
 *
 * @param schedule absent, at once
 * @param fields as they were given, in any spelling of their names
 */
record CustomOrder(String type, @Nullable Schedule schedule, Map<String, Value> fields) {

  /**
   * @throws Refusal 400 for a body that is none
   */
  static CustomOrder read(JsonObject body) {
    return new CustomOrder(
        body.text("JobTypeName"), ScheduleJson.read(body).orElse(null), fields(body));
  }

  private static Map<String, Value> fields(JsonObject body) {
    Map<String, Value> values = new LinkedHashMap<>();
    body.object("JobFields")
        .ifPresent(
            fields ->
                fields
                    .names()
                    .forEach(
                        name ->
                            fields
                                .scalar(name)
                                .ifPresent(text -> values.put(name, Value.of(text)))));
    return values;
  }
}
