// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.dialect.keyfactor.filter.Field;
import io.jobmill.gateway.dialect.keyfactor.filter.Fields;
import io.jobmill.gateway.dialect.keyfactor.filter.Kind;
import io.jobmill.gateway.query.RunField;
import java.util.Map;
import java.util.Optional;

/** What the job history can be filtered and sorted by, and what that is in the model. */
final class HistoryFields {

  static final Field STATUS = new Field("Status", Kind.NUMBER, RowStatus.STATUS_WORDS);
  static final Field RESULT = new Field("Result", Kind.NUMBER, RowStatus.RESULT_WORDS);

  /** Jobs here have no store, so it is empty for all. */
  static final Field PATH = Field.of("TargetPath", Kind.TEXT);

  private static final Field AGENT_ID = Field.of("AgentId", Kind.GUID);
  private static final Field AGENT = Field.of("Agent", Kind.TEXT);
  private static final Field JOB_ID = Field.of("JobId", Kind.GUID);
  private static final Field JOB_TYPE = Field.of("JobType", Kind.TEXT);
  private static final Field MESSAGE = Field.of("Message", Kind.TEXT);
  private static final Field START = Field.of("OperationStart", Kind.DATE);
  private static final Field END = Field.of("OperationEnd", Kind.DATE);
  private static final Field SCHEDULE = Field.of("ScheduleType", Kind.TEXT);
  private static final Field ID = Field.of("JobHistoryId", Kind.NUMBER);

  static final Fields ALL =
      Fields.of(
              AGENT_ID, AGENT, JOB_ID, RESULT, STATUS, JOB_TYPE, MESSAGE, START, END, SCHEDULE,
              PATH, ID)
          .alias("AgentMachine", AGENT)
          .alias("ClientMachine", AGENT)
          .alias("StorePath", PATH);

  private static final Map<Field, RunField> RUN_FIELDS =
      Map.ofEntries(
          Map.entry(AGENT_ID, RunField.WORKER),
          Map.entry(AGENT, RunField.HOSTNAME),
          Map.entry(JOB_ID, RunField.SERIES),
          Map.entry(JOB_TYPE, RunField.JOB_TYPE),
          Map.entry(MESSAGE, RunField.MESSAGE),
          Map.entry(START, RunField.STARTED_AT),
          Map.entry(END, RunField.ENDED_AT),
          Map.entry(SCHEDULE, RunField.SCHEDULE),
          Map.entry(ID, RunField.ID));

  private HistoryFields() {}

  /** What the field is in the model; empty for those that are made of several. */
  static Optional<RunField> runField(Field field) {
    return Optional.ofNullable(RUN_FIELDS.get(field));
  }

  /**
   * The field to sort by.
   *
   * @throws CodedRefusal where there is none of that name
   */
  static Field sort(String name) {
    return ALL.find(name.equalsIgnoreCase("Schedule") ? SCHEDULE.name() : name)
        .orElseThrow(() -> CodedRefusal.sortField(name));
  }
}
