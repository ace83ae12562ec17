// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import io.jobmill.job.RunLimits;
import io.jobmill.template.LimitKey;
import io.jobmill.view.CancelWish;
import io.jobmill.view.JobView;
import io.jobmill.wire.JobRequestCodec;
import io.jobmill.wire.Topics;
import java.nio.charset.StandardCharsets;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;

/**
 * A view as a document of the collection {@code jobs}. The request is kept as the JSON of its
 * record, since variable names may hold what field names may not; what lists filter by stands
 * beside it.
 */
final class JobViewCodec implements Codec<JobView> {

  @Override
  public void encode(BsonWriter writer, JobView view, EncoderContext context) {
    writer.writeStartDocument();
    writer.writeString(Fields.ID, view.id().toString());
    writer.writeInt64(Fields.APPLIED, view.applied());
    writer.writeInt32(Fields.PARTITION, view.partition());
    if (!view.status().isTerminal()) {
      writer.writeInt32(Fields.ACTIVE, view.partition());
    }
    writer.writeString(Fields.STATUS, view.status().word());
    Bson.write(writer, Fields.TEMPLATE, view.request().template());
    Bson.writeKey(writer, Fields.TEMPLATE_KEY, view.request().template());
    writer.writeString(Fields.POOL, view.queue().pool().name());
    JobQueues.writePriority(writer, view.queue().queue());
    writer.writeInt32("queuePartition", view.queue().partition());
    writer.writeInt64("queueOffset", view.queue().offset());
    writer.writeInt32(Fields.ATTEMPT, view.attempt());
    writer.writeInt32(Fields.ASK, view.ask());
    Long holder = view.holder();
    if (holder != null) {
      writer.writeInt64("holder", holder);
    }
    RunLimits limits = view.limits();
    if (limits != null) {
      writer.writeInt64("timeoutMs", limits.timeout().toMillis());
      writer.writeInt32("maxAttempts", limits.maxAttempts());
      RetryWaits.write(writer, limits.delays());
    }
    writeTimes(writer, view);
    Bson.write(writer, "changed", view.changed());
    Bson.write(writer, Fields.MESSAGE, view.message());
    writeLimits(writer, view);
    CancelWish wish = view.cancel();
    if (wish != null) {
      CancelWishes.write(writer, wish);
    }
    if (view.deleted()) {
      writer.writeBoolean(Fields.HIDDEN, true);
    }
    if (view.exhausted()) {
      writer.writeBoolean(Fields.EXHAUSTED, true);
    }
    writer.writeString(
        "request", new String(JobRequestCodec.encode(view.request()), StandardCharsets.UTF_8));
    Bson.write(writer, "runs", view.runs(), RunDraft::writeDocument);
    Bson.write(writer, "timeline", view.timeline(), TimelineEntries::write);
    writer.writeEndDocument();
  }

  @Override
  public JobView decode(BsonReader reader, DecoderContext context) {
    JobViewDraft draft = new JobViewDraft();
    Bson.document(reader, name -> draft.readField(name, reader));
    return draft.build();
  }

  @Override
  public Class<JobView> getEncoderClass() {
    return JobView.class;
  }

  private static void writeLimits(BsonWriter writer, JobView view) {
    String waitsFor = view.waitsFor();
    if (waitsFor != null) {
      writer.writeString(Fields.WAITS_FOR, waitsFor);
      writer.writeInt32(Fields.DECIDER, new LimitKey(waitsFor).owner(Topics.EVENT_PARTITIONS));
    }
    Bson.write(writer, Fields.PLACE, view.place().orElse(null));
  }

  private static void writeTimes(BsonWriter writer, JobView view) {
    Bson.write(writer, "dueAt", view.dueAt());
    Bson.write(writer, Fields.QUEUED_AT, view.queuedAt());
    Bson.write(writer, Fields.STARTED_AT, view.startedAt());
    Bson.write(writer, Fields.ENDED_AT, view.endedAt());
    Bson.write(writer, "updatedAt", view.updatedAt());
  }
}
