// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import io.jobmill.job.JobId;
import java.util.Objects;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

/** A row of history as a document of the collection {@code runs}; its id is the history id. */
final class HistoryRowCodec implements Codec<HistoryRow> {

  @Override
  public void encode(BsonWriter writer, HistoryRow row, EncoderContext context) {
    writer.writeStartDocument();
    writer.writeInt64(Fields.ID, row.run().historyId());
    writer.writeString(Fields.JOB, row.job().toString());
    writer.writeString(Fields.SERIES, row.series().toString());
    Bson.write(writer, Fields.TEMPLATE, row.template());
    Bson.writeKey(writer, Fields.TEMPLATE_KEY, row.template());
    writer.writeString(Fields.JOB_TYPE, row.jobType());
    Bson.writeKey(writer, Fields.JOB_TYPE_KEY, row.jobType());
    Bson.writeKey(writer, Fields.HOSTNAME_KEY, row.run().hostname());
    Bson.write(writer, Fields.SCHEDULE, row.schedule());
    if (row.hidden()) {
      writer.writeBoolean(Fields.HIDDEN, true);
    }
    RunDraft.writeFields(writer, row.run());
    writer.writeEndDocument();
  }

  @Override
  public HistoryRow decode(BsonReader reader, DecoderContext context) {
    Draft draft = new Draft();
    Bson.document(reader, name -> draft.readField(name, reader));
    JobId job = Objects.requireNonNull(draft.job, "job");
    JobId series = draft.series == null ? job : draft.series;
    String jobType = draft.jobType;
    if (jobType == null) {
      jobType = draft.template == null ? "" : draft.template;
    }
    return new HistoryRow(
        job, series, draft.template, jobType, draft.schedule, draft.hidden, draft.run.build());
  }

  @Override
  public Class<HistoryRow> getEncoderClass() {
    return HistoryRow.class;
  }

  private static final class Draft {
    private @Nullable JobId job;
    private @Nullable JobId series;
    private @Nullable String template;
    private @Nullable String jobType;
    private @Nullable String schedule;
    private boolean hidden;
    private final RunDraft run = new RunDraft();

    private void readField(String name, BsonReader reader) {
      switch (name) {
        case Fields.JOB -> job = JobId.of(reader.readString());
        case Fields.SERIES -> series = JobId.of(reader.readString());
        case Fields.TEMPLATE -> template = reader.readString();
        case Fields.JOB_TYPE -> jobType = reader.readString();
        case Fields.SCHEDULE -> schedule = reader.readString();
        case Fields.HIDDEN -> hidden = reader.readBoolean();
        default -> run.readField(name, reader);
      }
    }
  }
}
