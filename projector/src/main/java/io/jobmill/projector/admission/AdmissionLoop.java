// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import io.jobmill.job.JobId;
import io.jobmill.kafka.Loop;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.upkeep.QueuesProjected;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads submissions in a consumer group of its own and has them decided on.
 *
 * <p>A view that is missing means something only where all views are there. Three things put that
 * in doubt: partitions that were just taken over, a write that was not acknowledged, and a database
 * that has fallen behind what it was. After each of them nothing is decided until everything that
 * stands on the queues is projected.
 */
final class AdmissionLoop implements Loop {

  private static final Duration PAUSED = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final SubmissionReader reader;
  private final Deciders deciders;
  private final QueuesProjected projected;
  private final Surroundings around;

  /** What decides about submissions, and about what waits for a place in a limit. */
  record Deciders(Admission admission, LimitTurns limits) {}

  /** Where what is decided goes. */
  record Surroundings(Sends sends, ProjectorListener listener, Clock clock) {}

  AdmissionLoop(
      Consumer<byte[], byte[]> consumer,
      SubmissionReader reader,
      Deciders deciders,
      QueuesProjected projected,
      Surroundings around) {
    this.consumer = consumer;
    this.reader = reader;
    this.deciders = deciders;
    this.projected = projected;
    this.around = around;
  }

  void open(String topic) {
    consumer.subscribe(List.of(topic), new TakeOver());
  }

  @Override
  public void runOnce() {
    if (!projected.isOver()) {
      deciders.limits().forget();
      consumer.pause(consumer.assignment());
      // Partitions that have just come are not paused yet.
      rewind(consumer.poll(PAUSED));
      return;
    }
    consumer.resume(consumer.paused());
    ConsumerRecords<byte[], byte[]> records = consumer.poll(deciders.limits().patience());
    try {
      if (!projected.isOver() || !(records.isEmpty() || isDecided(records))) {
        rewind(records);
        return;
      }
    } catch (RuntimeException e) {
      projected.begin();
      rewind(records);
      throw e;
    }
    if (!records.isEmpty()) {
      consumer.commitSync(ends(records));
    }
    decideAboutLimits();
  }

  private void decideAboutLimits() {
    List<Integer> owned = consumer.assignment().stream().map(TopicPartition::partition).toList();
    try {
      if (!deciders.limits().pass(owned, projected::stillHolds)) {
        projected.begin();
      }
    } catch (RuntimeException e) {
      projected.begin();
      throw e;
    }
  }

  @Override
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void ended() {
    consumer.close();
  }

  /** False if the views could not be trusted after all. */
  private boolean isDecided(ConsumerRecords<byte[], byte[]> records) {
    SubmissionReader.Reading reading = reader.read(records);
    Set<JobId> known = deciders.admission().known(reading.submissions());
    if (!projected.stillHolds()) {
      projected.begin();
      return false;
    }
    around.sends().all(reading.elsewhere());
    int through =
        deciders.admission().letThrough(reading.submissions(), known, around.clock().instant());
    around.listener().admitted(through, reading.submissions().size() - through);
    return true;
  }

  private void rewind(ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      consumer.seek(partition, records.records(partition).get(0).offset());
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> ends(
      ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> own = records.records(partition);
      ends.put(partition, new OffsetAndMetadata(own.get(own.size() - 1).offset() + 1));
    }
    return ends;
  }

  private final class TakeOver implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (!partitions.isEmpty()) {
        projected.begin();
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      // Everything that was read is committed at the end of the pass that read it.
    }
  }
}
