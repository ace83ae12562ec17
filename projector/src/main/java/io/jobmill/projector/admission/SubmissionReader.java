// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import io.jobmill.kafka.DeadLetter;
import io.jobmill.kafka.EventPartition;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.queue.Requests;
import io.jobmill.wire.Topics;
import io.jobmill.wire.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the topic of submissions. */
final class SubmissionReader {

  private static final Logger log = LoggerFactory.getLogger(SubmissionReader.class);

  private final Topics topics;
  private final Requests requests;
  private final ProjectorListener listener;

  SubmissionReader(Topics topics, Requests requests, ProjectorListener listener) {
    this.topics = topics;
    this.requests = requests;
    this.listener = listener;
  }

  /**
   * What a number of records are.
   *
   * @param submissions to be decided on, in their order
   * @param elsewhere records to be written in place of those that do not belong here
   */
  record Reading(List<Submission> submissions, List<ProducerRecord<byte[], byte[]>> elsewhere) {}

  Reading read(Iterable<ConsumerRecord<byte[], byte[]>> records) {
    Reading reading = new Reading(new ArrayList<>(), new ArrayList<>());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        Submission submission = new Submission(record, requests.read(record));
        if (EventPartition.of(submission.id()) == record.partition()) {
          reading.submissions().add(submission);
        } else {
          reading.elsewhere().add(moved(submission));
        }
      } catch (UnreadableRecordException e) {
        log.warn(
            "submission cannot be read, to the dead letters partition={} offset={} reason={}",
            record.partition(),
            record.offset(),
            e.getMessage());
        reading
            .elsewhere()
            .add(DeadLetter.of(topics.deadLetters(), record, String.valueOf(e.getMessage())));
        listener.deadLettered(record.topic());
      }
    }
    return reading;
  }

  /** Another key, none, or another partitioner: there its rivals would have another owner. */
  private ProducerRecord<byte[], byte[]> moved(Submission submission) {
    ConsumerRecord<byte[], byte[]> record = submission.record();
    return new ProducerRecord<>(
        topics.submissions(),
        EventPartition.of(submission.id()),
        submission.id().toString().getBytes(StandardCharsets.UTF_8),
        record.value(),
        record.headers());
  }
}
