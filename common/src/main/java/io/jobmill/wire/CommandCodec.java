// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import io.jobmill.event.Command;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The JSON form of a {@link Command}. Thread-safe. */
public final class CommandCodec {

  private CommandCodec() {}

  public static byte[] encode(Command command) {
    return JsonOutput.write(
        json -> {
          JsonOutput.text(json, "id", command.id().toString());
          json.writeNumberProperty("stopBelowAttempt", command.stopBelowAttempt());
          if (command.owner() != null) {
            JsonOutput.unless(1, json, "ask", command.ask());
            JsonClaims.write(json, command.owner());
          }
          if (command.cancel()) {
            json.writeBooleanProperty("cancel", true);
          }
        });
  }

  /**
   * @throws UnreadableRecordException saying what is wrong with the record
   */
  public static Command decode(byte @Nullable [] record) {
    Draft draft = new Draft();
    JsonRecord.read(record, draft::read);
    return new Command(
        JsonRecord.required("id", draft.id),
        draft.stopBelowAttempt,
        draft.owner == null ? null : draft.owner.point(),
        draft.owner == null ? 1 : draft.ask,
        draft.cancel);
  }

  private static final class Draft {
    private @Nullable JobId id;
    private int stopBelowAttempt;
    private @Nullable Claim owner;
    private int ask = 1;
    private boolean cancel;

    void read(String name, JsonParser value) {
      switch (name) {
        case "id" -> id = JsonRecord.converted(name, value, JobId::of);
        case "stopBelowAttempt" -> stopBelowAttempt = JsonRecord.count(name, value);
        case "ask" -> ask = JsonRecord.ordinal(name, value);
        case "claim" -> owner = JsonClaims.read(name, value);
        case "cancel" -> cancel = JsonRecord.flag(name, value);
        default -> value.skipChildren();
      }
    }
  }
}
