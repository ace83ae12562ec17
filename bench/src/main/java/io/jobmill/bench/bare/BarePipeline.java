// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.bare;

import io.jobmill.bench.load.JobKeys;
import io.jobmill.bench.load.Latencies;
import io.jobmill.bench.load.Pace;
import io.jobmill.bench.load.Rate;
import io.jobmill.bench.load.Stopwatch;
import io.jobmill.job.Pool;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.LoopListener;
import io.jobmill.kafka.LoopThread;
import io.jobmill.kafka.ShareGroupSetup;
import io.jobmill.kafka.TopicSetup;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Runs the bare pipeline on one cluster, on topics of its own. */
public final class BarePipeline {

  private static final Duration DELIVERY = Duration.ofSeconds(30);

  private final KafkaClients clients;
  private final BareTarget target;
  private final JobKeys keys;

  /**
   * @param clients with a topic prefix that nobody else uses
   */
  public BarePipeline(KafkaClients clients, Clock clock) {
    this.clients = clients;
    this.keys = new JobKeys(clock);
    var topics = clients.settings().topics();
    this.target = new BareTarget(topics.queue(Pool.DEFAULT), topics.events(), Payloads.ofNoOp());
  }

  /** Creates the topics and the group. */
  public void setUp() {
    try (var admin = clients.admin("bare-setup", DELIVERY)) {
      new TopicSetup(admin, clients.settings()).ensure(List.of(Pool.DEFAULT));
      new ShareGroupSetup(admin, clients.settings()).ensure(Pool.DEFAULT);
    }
  }

  /** From the first send of so many jobs to the acknowledgement of the last ended event. */
  public Rate drain(int jobs, Lanes lanes) {
    var progress = new BareProgress(jobs);
    return running(
        lanes,
        progress,
        producer -> {
          var watch = new Stopwatch();
          for (int i = 0; i < jobs; i++) {
            var unused = producer.send(request());
          }
          progress.awaitAll();
          return watch.rate(jobs);
        });
  }

  /** From a send to the confirmed claim, at a steady rate. */
  public Latencies latency(Pace pace, Lanes lanes) {
    var progress = new BareProgress(pace.total() + 1);
    return running(
        lanes,
        progress,
        producer -> {
          var unused = producer.send(request());
          progress.awaitFirst();
          pace.run(
              i -> {
                var request = request();
                progress.submitted(request.key());
                var unusedToo = producer.send(request);
              });
          progress.awaitAll();
          return progress.latencies();
        });
  }

  private <T> T running(Lanes lanes, BareProgress progress, Measure<T> measure) {
    var threads = new ArrayList<LoopThread>();
    try (var producer = clients.producer("bare-submit", DELIVERY);
        var events = clients.producer("bare-events", DELIVERY)) {
      for (int i = 0; i < lanes.count(); i++) {
        threads.add(start("bare-lane-" + i, lane(lanes, events, progress)));
      }
      try {
        return measure.with(producer);
      } finally {
        threads.forEach(LoopThread::stop);
        threads.forEach(LoopThread::close);
      }
    }
  }

  private BareLane lane(Lanes lanes, Producer<byte[], byte[]> events, BareProgress progress) {
    var consumer = clients.lane("bare-lane", target.queue(), lanes.size());
    consumer.subscribe(List.of(target.queue()));
    return new BareLane(consumer, events, target, progress);
  }

  private static LoopThread start(String name, BareLane lane) {
    var thread = new LoopThread(name, lane, LoopListener.NONE);
    thread.start();
    return thread;
  }

  private ProducerRecord<byte[], byte[]> request() {
    return new ProducerRecord<>(target.queue(), keys.next(), target.payloads().request());
  }

  @FunctionalInterface
  private interface Measure<T> {
    T with(Producer<byte[], byte[]> producer);
  }
}
