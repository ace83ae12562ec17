// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import io.jobmill.event.Command;
import io.jobmill.event.JobEvent;
import io.jobmill.event.LogChunk;
import io.jobmill.event.WorkerCommand;
import io.jobmill.event.WorkerRecord;
import io.jobmill.job.JobRequest;
import io.jobmill.schedule.ScheduleRecord;
import io.jobmill.template.TemplateRecord;

/** Every kind of record with its codec, under the name its samples and schemas begin with. */
enum RecordKind {
  JOB_REQUEST("job-request") {
    @Override
    Object decode(byte[] record) {
      return JobRequestCodec.decode("jobmill.jobs.default", 0, 42, null, record);
    }

    @Override
    byte[] encode(Object record) {
      return JobRequestCodec.encode((JobRequest) record);
    }
  },
  EVENT("event") {
    @Override
    Object decode(byte[] record) {
      return JobEventCodec.decode(record);
    }

    @Override
    byte[] encode(Object record) {
      return JobEventCodec.encode((JobEvent) record);
    }
  },
  LOG_CHUNK("log-chunk") {
    @Override
    Object decode(byte[] record) {
      return LogChunkCodec.decode(record);
    }

    @Override
    byte[] encode(Object record) {
      return LogChunkCodec.encode((LogChunk) record);
    }
  },
  HEARTBEAT("heartbeat") {
    @Override
    Object decode(byte[] record) {
      return WorkerRecordCodec.decode(record);
    }

    @Override
    byte[] encode(Object record) {
      return encodeWorkerRecord(record);
    }
  },
  TICK("tick") {
    @Override
    Object decode(byte[] record) {
      return WorkerRecordCodec.decode(record);
    }

    @Override
    byte[] encode(Object record) {
      return encodeWorkerRecord(record);
    }
  },
  WORKER_COMMAND("worker-command") {
    @Override
    Object decode(byte[] record) {
      return WorkerCommandCodec.decode(record);
    }

    @Override
    byte[] encode(Object record) {
      return WorkerCommandCodec.encode((WorkerCommand) record);
    }
  },
  COMMAND("command") {
    @Override
    Object decode(byte[] record) {
      return CommandCodec.decode(record);
    }

    @Override
    byte[] encode(Object record) {
      return CommandCodec.encode((Command) record);
    }
  },
  SCHEDULE("schedule") {
    @Override
    Object decode(byte[] record) {
      return ScheduleCodec.decode(record);
    }

    @Override
    byte[] encode(Object record) {
      return ScheduleCodec.encode((ScheduleRecord) record);
    }
  },
  TEMPLATE("template") {
    @Override
    Object decode(byte[] record) {
      return TemplateCodec.decode(record);
    }

    @Override
    byte[] encode(Object record) {
      return TemplateCodec.encode((TemplateRecord) record);
    }
  };

  private final String prefix;

  RecordKind(String prefix) {
    this.prefix = prefix;
  }

  static RecordKind of(String sample) {
    for (RecordKind kind : values()) {
      if (sample.equals(kind.prefix) || sample.startsWith(kind.prefix + "-")) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of record begins like " + sample);
  }

  abstract Object decode(byte[] record);

  abstract byte[] encode(Object record);

  private static byte[] encodeWorkerRecord(Object record) {
    return record instanceof WorkerRecord.Heartbeat heartbeat
        ? WorkerRecordCodec.encode(heartbeat)
        : WorkerRecordCodec.encode((WorkerRecord.Tick) record);
  }
}
