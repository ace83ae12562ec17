// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import io.jobmill.event.WorkerCommand;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The JSON form of a {@link WorkerCommand}. Thread-safe. */
public final class WorkerCommandCodec {

  private WorkerCommandCodec() {}

  public static byte[] encode(WorkerCommand command) {
    return JsonOutput.write(
        json -> {
          JsonOutput.text(json, "worker", command.worker());
          json.writeBooleanProperty("drain", command.drain());
        });
  }

  /**
   * @throws UnreadableRecordException saying what is wrong with the record
   */
  public static WorkerCommand decode(byte @Nullable [] record) {
    Draft draft = new Draft();
    JsonRecord.read(record, draft::read);
    return new WorkerCommand(JsonRecord.required("worker", draft.worker), draft.drain);
  }

  private static final class Draft {
    private @Nullable String worker;
    private boolean drain;

    void read(String name, JsonParser value) {
      switch (name) {
        case "worker" -> worker = JsonRecord.text(name, value);
        case "drain" -> drain = JsonRecord.flag(name, value);
        default -> value.skipChildren();
      }
    }
  }
}
