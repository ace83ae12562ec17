// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import io.jobmill.job.JobId;
import io.jobmill.job.JobQueue;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import io.jobmill.job.Priority;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.RetryDelays;
import io.jobmill.job.RunLimits;
import io.jobmill.view.CancelWish;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.TimelineEntry;
import io.jobmill.wire.JobRequestCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.bson.BsonReader;
import org.jspecify.annotations.Nullable;

/** The fields of a stored view, collected while its document is read. */
final class JobViewDraft {

  private @Nullable JobId id;
  private long applied;
  private int partition;
  private JobStatus status = JobStatus.PENDING;
  private @Nullable JobRequest request;
  private Pool pool = Pool.DEFAULT;
  private Priority priority = Priority.NORMAL;
  private int queuePartition;
  private long queueOffset;
  private int attempt = 1;
  private int ask = 1;
  private @Nullable Long holder;
  private @Nullable Duration timeout;
  private int maxAttempts = RunLimits.DEFAULT.maxAttempts();
  private @Nullable RetryDelays delays;
  private @Nullable Instant dueAt;
  private @Nullable Instant queuedAt;
  private @Nullable Instant startedAt;
  private @Nullable Instant endedAt;
  private @Nullable Instant updatedAt;
  private @Nullable Boolean changed;
  private @Nullable String message;
  private @Nullable String waitsFor;
  private @Nullable CancelWish cancel;
  private boolean deleted;
  private List<Run> runs = List.of();
  private List<TimelineEntry> timeline = List.of();

  void readField(String name, BsonReader reader) {
    switch (name) {
      case Fields.ID -> id = JobId.of(reader.readString());
      case Fields.APPLIED -> applied = Bson.number(reader);
      case Fields.PARTITION -> partition = (int) Bson.number(reader);
      case Fields.STATUS -> status = JobStatus.ofWord(reader.readString()).orElseThrow();
      case Fields.POOL -> pool = new Pool(reader.readString());
      case Fields.PRIORITY -> priority = Priority.ofWord(reader.readString());
      case "queuePartition" -> queuePartition = (int) Bson.number(reader);
      case "queueOffset" -> queueOffset = Bson.number(reader);
      case "attempt" -> attempt = (int) Bson.number(reader);
      case Fields.ASK -> ask = (int) Bson.number(reader);
      case "holder" -> holder = Bson.number(reader);
      case "timeoutMs" -> timeout = Duration.ofMillis(Bson.number(reader));
      case "maxAttempts" -> maxAttempts = (int) Bson.number(reader);
      case RetryWaits.FIELD -> delays = RetryWaits.read(reader);
      case "dueAt" -> dueAt = Bson.instant(reader);
      case Fields.QUEUED_AT -> queuedAt = Bson.instant(reader);
      case Fields.STARTED_AT -> startedAt = Bson.instant(reader);
      case Fields.ENDED_AT -> endedAt = Bson.instant(reader);
      case "updatedAt" -> updatedAt = Bson.instant(reader);
      case "changed" -> changed = reader.readBoolean();
      case Fields.MESSAGE -> message = reader.readString();
      case Fields.WAITS_FOR -> waitsFor = reader.readString();
      case CancelWishes.FIELD -> cancel = CancelWishes.read(reader);
      case Fields.HIDDEN -> deleted = reader.readBoolean();
      case "request" -> request = request(reader.readString());
      case "runs" -> runs = Bson.list(reader, RunDraft::read);
      case "timeline" -> timeline = Bson.list(reader, TimelineEntries::read);
      default -> reader.skipValue();
    }
  }

  JobView build() {
    return new JobView(
        Objects.requireNonNull(id, Fields.ID),
        applied,
        partition,
        status,
        Objects.requireNonNull(request, "request"),
        new QueuePoint(new JobQueue(pool, priority), queuePartition, queueOffset),
        attempt,
        ask,
        holder,
        timeout == null ? null : new RunLimits(timeout, maxAttempts, delays),
        dueAt,
        Objects.requireNonNull(queuedAt, Fields.QUEUED_AT),
        startedAt,
        endedAt,
        Objects.requireNonNull(updatedAt, "updatedAt"),
        changed,
        message,
        waitsFor,
        cancel,
        deleted,
        runs,
        timeline);
  }

  private static JobRequest request(String json) {
    return JobRequestCodec.decode("", 0, 0, null, json.getBytes(StandardCharsets.UTF_8));
  }
}
