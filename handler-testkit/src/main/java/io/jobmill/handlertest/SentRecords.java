// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handlertest;

import io.jobmill.event.JobEvent;
import io.jobmill.event.LogChunk;
import io.jobmill.event.ResultText;
import io.jobmill.handler.LogLevel;
import io.jobmill.wire.JobEventCodec;
import io.jobmill.wire.LogChunkCodec;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What a worker would have sent, read back as others would read it. */
final class SentRecords {

  static final String EVENTS = "events";
  static final String LOGS = "logs";

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

  Producer<byte[], byte[]> producer() {
    return producer;
  }

  List<LogLine> log() {
    return values(LOGS)
        .map(LogChunkCodec::decode)
        .map(LogChunk::entries)
        .flatMap(List::stream)
        .map(entry -> new LogLine(LogLevel.valueOf(entry.level().name()), entry.message()))
        .toList();
  }

  /**
   * What came of the attempt that has ended.
   *
   * @throws AssertionError if nothing was said of its end
   */
  JobRun run() {
    List<JobEvent> events = values(EVENTS).map(JobEventCodec::decode).toList();
    JobEvent last =
        events.stream()
            .filter(event -> !(event instanceof JobEvent.Progressed))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no outcome was reported: " + events));
    return run(last, progress(events));
  }

  private JobRun run(JobEvent last, List<ReportedProgress> progress) {
    if (last instanceof JobEvent.Ended ended) {
      ResultText result = ended.result();
      return new JobRun(
          outcome(ended),
          ended.message(),
          new JobRun.Left(
              result == null ? null : result.text(),
              ended.changed(),
              ended.exitCode(),
              ended.retryAfter()),
          log(),
          progress);
    }
    boolean cancelled = last instanceof JobEvent.Cancelled;
    return new JobRun(
        cancelled ? JobOutcome.CANCELLED : JobOutcome.HANDED_BACK,
        cancelled ? ((JobEvent.Cancelled) last).reason() : ((JobEvent.HandedBack) last).reason(),
        JobRun.Left.NOTHING,
        log(),
        progress);
  }

  private static List<ReportedProgress> progress(List<JobEvent> events) {
    return events.stream()
        .filter(JobEvent.Progressed.class::isInstance)
        .map(event -> ((JobEvent.Progressed) event).progress())
        .map(said -> new ReportedProgress(said.percent(), said.text()))
        .toList();
  }

  private static JobOutcome outcome(JobEvent.Ended ended) {
    return switch (ended.outcome()) {
      case SUCCEEDED -> JobOutcome.SUCCEEDED;
      case WARNING -> JobOutcome.WARNING;
      case FAILED -> JobOutcome.FAILED;
    };
  }

  private Stream<byte[]> values(String topic) {
    return producer.history().stream()
        .filter(record -> record.topic().equals(topic))
        .map(record -> record.value());
  }
}
