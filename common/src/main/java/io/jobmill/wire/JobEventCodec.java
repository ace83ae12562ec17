// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.event.LogCount;
import io.jobmill.event.Outcome;
import io.jobmill.event.Progress;
import io.jobmill.event.ResultText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The JSON form of a {@link JobEvent}. Thread-safe. */
public final class JobEventCodec {

  private JobEventCodec() {}

  public static byte[] encode(JobEvent event) {
    return JsonOutput.write(
        json -> {
          writeEnvelope(json, event.type(), event.envelope());
          writeKind(json, event);
        });
  }

  /**
   * @throws UnreadableRecordException saying what is wrong with the record
   */
  public static JobEvent decode(byte @Nullable [] record) {
    JobEventDraft draft = new JobEventDraft();
    JsonRecord.read(record, draft::read);
    return draft.build();
  }

  private static void writeEnvelope(JsonGenerator json, String type, Envelope envelope) {
    JsonOutput.text(json, "type", type);
    JsonOutput.text(json, "id", envelope.id().toString());
    json.writeNumberProperty("attempt", envelope.attempt());
    JsonOutput.unless(1, json, "ask", envelope.ask());
    JsonOutput.text(json, "worker", envelope.origin().id());
    JsonOutput.text(json, "incarnation", envelope.origin().incarnation());
    json.writeNumberProperty("seq", envelope.seq());
    JsonOutput.text(json, "at", envelope.at().toString());
  }

  private static void writeKind(JsonGenerator json, JobEvent event) {
    if (event instanceof JobEvent.Received received) {
      JobRequestCodec.write(json, "request", received.request());
      JsonClaims.write(json, received.point());
      JsonOutput.text(json, "queuedAt", received.queuedAt().toString());
    } else if (event instanceof JobEvent.Rejected rejected) {
      JobRequestCodec.write(json, "request", rejected.request());
      JsonClaims.write(json, rejected.claim());
      JsonOutput.text(json, "reason", rejected.reason());
    } else if (event instanceof JobEvent.Deferred deferred) {
      JobRequestCodec.write(json, "request", deferred.request());
      JsonClaims.write(json, deferred.claim());
      JsonOutput.ifPresent(json, "until", deferred.until());
      JsonOutput.text(json, "reason", deferred.reason());
      JsonOutput.ifPresent(json, "waitsFor", deferred.waitsFor());
    } else if (event instanceof JobEvent.Started started) {
      JobRequestCodec.write(json, "request", started.request());
      JsonClaims.write(json, started.claim());
      JsonOutput.text(json, "hostname", started.hostname());
      JsonLimits.write(json, started.limits());
    } else if (event instanceof JobEvent.Unclaimed unclaimed) {
      JsonClaims.write(json, unclaimed.claim());
      JsonOutput.text(json, "reason", unclaimed.reason());
    } else if (event instanceof JobEvent.Progressed progressed) {
      JsonClaims.write(json, progressed.claim());
      writeProgress(json, progressed.progress());
    } else if (event instanceof JobEvent.Ended ended) {
      writeEnded(json, ended);
    } else if (event instanceof JobEvent.HandedBack back) {
      JsonClaims.write(json, back.claim());
      JsonOutput.text(json, "reason", back.reason());
      writeLogCount(json, back.log());
    } else if (event instanceof JobEvent.Lost lost) {
      JsonClaims.write(json, lost.claim());
      JsonOutput.text(json, "reason", lost.reason());
    } else if (event instanceof JobEvent.Unanswered unanswered) {
      JsonClaims.write(json, unanswered.claim());
      JsonOutput.text(json, "hostname", unanswered.hostname());
      JsonOutput.text(json, "reason", unanswered.reason());
    } else {
      writeWish(json, event);
    }
  }

  private static void writeWish(JsonGenerator json, JobEvent event) {
    if (event instanceof JobEvent.CancelRequested requested) {
      JsonOutput.text(json, "by", requested.by());
      JsonOutput.ifPresent(json, "reason", requested.reason());
    } else if (event instanceof JobEvent.Cancelled cancelled) {
      if (cancelled.claim() != null) {
        JsonClaims.write(json, cancelled.claim());
      }
      JsonOutput.text(json, "reason", cancelled.reason());
      writeLogCount(json, cancelled.log());
    } else if (event instanceof JobEvent.Expired expired) {
      writeExpired(json, expired);
    } else if (event instanceof JobEvent.Deleted deleted) {
      JsonOutput.text(json, "by", deleted.by());
    } else if (event instanceof JobEvent.Acknowledged acknowledged) {
      json.writeName("historyIds");
      json.writeStartArray();
      acknowledged.historyIds().forEach(json::writeNumber);
      json.writeEndArray();
      JsonOutput.text(json, "by", acknowledged.by());
    } else if (event instanceof JobEvent.Retried retried) {
      JsonOutput.text(json, "as", retried.as().toString());
      JsonOutput.text(json, "by", retried.by());
    }
  }

  private static void writeProgress(JsonGenerator json, Progress progress) {
    if (progress.percent() != null) {
      json.writeNumberProperty("percent", progress.percent());
    }
    JsonOutput.ifPresent(json, "text", progress.text());
  }

  private static void writeExpired(JsonGenerator json, JobEvent.Expired expired) {
    if (expired.request() != null) {
      JobRequestCodec.write(json, "request", expired.request());
    }
    if (expired.claim() != null) {
      JsonClaims.write(json, expired.claim());
    }
    JsonOutput.text(json, "limit", expired.limit().word());
    JsonOutput.text(json, "reason", expired.reason());
  }

  private static void writeEnded(JsonGenerator json, JobEvent.Ended ended) {
    JsonClaims.write(json, ended.claim());
    if (ended.changed() != null) {
      json.writeBooleanProperty("changed", ended.changed());
    }
    ResultText result = ended.result();
    if (result != null) {
      JsonOutput.text(json, "result", result.text());
      if (result.truncated()) {
        json.writeBooleanProperty("resultTruncated", true);
      }
    }
    JsonOutput.ifPresent(json, "message", ended.message());
    if (ended.exitCode() != null) {
      json.writeNumberProperty("exitCode", ended.exitCode());
    }
    writeLogCount(json, ended.log());
    if (ended.retryAfter() != null) {
      json.writeNumberProperty("retryAfterMs", ended.retryAfter().toMillis());
    }
  }

  private static void writeLogCount(JsonGenerator json, LogCount log) {
    json.writeNumberProperty("logEntries", log.entries());
    json.writeNumberProperty("logChunks", log.chunks());
  }

  static @Nullable Outcome outcomeOf(String type) {
    for (Outcome outcome : Outcome.values()) {
      if (outcome.word().equals(type)) {
        return outcome;
      }
    }
    return null;
  }
}
