// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Command;
import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.event.LogCount;
import io.jobmill.event.WorkerRecord;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.QueuePoint;
import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.SendFailedException;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.FakeWorker;
import io.jobmill.projector.upkeep.ModelBroker.Delivery;
import io.jobmill.wire.WorkerRecordCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A worker as the projector knows workers: says {@code started}, accepts, runs what was confirmed,
 * reports the end until it is acknowledged, and lists what it has. One step at a time, so that
 * anything can happen in between.
 */
final class ModelWorker {

  /** No record is accepted when so much of its lock is over. */
  private static final Duration LATEST_ACCEPT = ModelBroker.LOCK.multipliedBy(6).dividedBy(10);

  /** How an answer to an accept can go wrong. */
  enum Answer {
    HEARD,
    ACCEPT_LOST,
    ANSWER_LOST
  }

  private final String name;
  private final ModelBroker broker;
  private final Sends sends;
  private final ModelLedger ledger;
  private final ModelLimits limits;
  private final List<Hand> hands = new ArrayList<>();
  private final Map<JobId, Command> wishes = new HashMap<>();
  private int incarnation;
  private FakeWorker says;
  private EventRecords events;
  private int ordersRead;
  private boolean leaving;
  private @Nullable Instant lastBeat;

  ModelWorker(
      String name,
      ModelBroker broker,
      ModelProducer producer,
      ModelLedger ledger,
      ModelLimits limits) {
    this.name = name;
    this.broker = broker;
    this.sends = new Sends(producer);
    this.ledger = ledger;
    this.limits = limits;
    this.says = new FakeWorker(name, "i0");
    this.events = events();
  }

  enum Stage {
    TAKEN,
    SAID,
    ACCEPTING,
    RUNNING,
    ENDED
  }

  /** A record in a worker's hands. */
  final class Hand {
    private final Delivery delivery;
    private final Instant begun = broker.now();
    private Stage stage = Stage.TAKEN;
    private boolean runs;
    private boolean confirmed;
    private @Nullable JobEvent report;

    private Hand(Delivery delivery) {
      this.delivery = delivery;
    }

    JobId id() {
      return Objects.requireNonNull(request().id());
    }

    Claim claim() {
      return delivery.claim();
    }

    Stage stage() {
      return stage;
    }

    private JobRequest request() {
      return delivery.queued().request();
    }

    private QueuePoint point() {
      return delivery.queued().point();
    }

    private WorkerRecord.Running listed() {
      return new WorkerRecord.Running(id(), request().attempt(), request().ask());
    }
  }

  List<Hand> hands() {
    return hands;
  }

  FakeWorker says() {
    return says;
  }

  boolean take() {
    if (leaving) {
      return false;
    }
    boolean[] taken = new boolean[1];
    broker
        .deliver(member())
        .ifPresent(
            delivery -> {
              hands.add(new Hand(delivery));
              taken[0] = true;
            });
    return taken[0];
  }

  void readOrders() {
    for (; ordersRead < broker.orders().size(); ordersRead++) {
      ModelBroker.Ordered order = broker.orders().get(ordersRead);
      JobId id = JobId.of(order.key());
      if (order.command() == null) {
        wishes.remove(id);
      } else {
        wishes.put(id, order.command());
      }
    }
  }

  /** Takes the record through its next step; what runs stays running unless it is to stop. */
  void act(Hand hand, boolean defers, Answer answer) {
    switch (hand.stage) {
      case TAKEN -> judge(hand, defers);
      case SAID -> {
        boolean late = Duration.between(hand.begun, broker.now()).compareTo(LATEST_ACCEPT) > 0;
        if (late) {
          giveBack(hand);
        } else {
          hand.stage = Stage.ACCEPTING;
        }
      }
      case ACCEPTING -> accept(hand, answer);
      case RUNNING -> stopIfUnwanted(hand);
      case ENDED -> report(hand);
    }
  }

  private void judge(Hand hand, boolean defers) {
    Command wish = wishes.get(hand.id());
    String limit = limits.holdingBack(hand.request()).orElse(null);
    JobEvent said;
    if (wish != null && wish.cancel()) {
      said =
          new JobEvent.Cancelled(
              envelope(hand), hand.claim(), "not run: the job was cancelled", LogCount.NONE);
    } else if (wish != null && isForbidden(wish, hand)) {
      said = new JobEvent.Unclaimed(envelope(hand), hand.claim(), "a later attempt took over");
    } else if (defers) {
      Instant until = broker.now().plusSeconds(3);
      said = new JobEvent.Deferred(envelope(hand), hand.request(), hand.claim(), until, "not yet");
    } else if (limit != null) {
      said =
          new JobEvent.Deferred(
              envelope(hand), hand.request(), hand.claim(), null, "no place yet", limit);
    } else {
      said = says.started(hand.request(), hand.point(), hand.claim().delivery());
      hand.runs = true;
    }
    hand.stage = Stage.SAID;
    if (!isWritten(said)) {
      giveBack(hand);
    }
  }

  private void accept(Hand hand, Answer answer) {
    boolean confirmed =
        answer != Answer.ACCEPT_LOST
            && broker.accept(hand.delivery, member())
            && answer == Answer.HEARD;
    if (!confirmed) {
      giveUp(hand);
    } else if (hand.runs) {
      hand.stage = Stage.RUNNING;
      hand.confirmed = true;
      ledger.began(hand.id());
    } else {
      hands.remove(hand);
    }
  }

  private void giveBack(Hand hand) {
    broker.release(hand.delivery, member());
    giveUp(hand);
  }

  /** What is not confirmed does not run, and that is said of what was said to start. */
  private void giveUp(Hand hand) {
    if (hand.runs) {
      end(hand, says.unclaimed(hand.request(), hand.point(), hand.claim().delivery()));
    } else {
      hands.remove(hand);
    }
  }

  void stopIfUnwanted(Hand hand) {
    Command wish = wishes.get(hand.id());
    if (hand.stage != Stage.RUNNING || wish == null || !isForbidden(wish, hand)) {
      return;
    }
    end(
        hand,
        wish.cancel()
            ? new JobEvent.Cancelled(envelope(hand), hand.claim(), "stopped", LogCount.NONE)
            : says.handedBack(hand.request(), hand.point(), hand.claim().delivery()));
  }

  /** The handler comes to its end. */
  void finish(Hand hand) {
    if (hand.stage == Stage.RUNNING) {
      ledger.ended(hand.id(), hand.claim());
      end(hand, says.succeeded(hand.request(), hand.point(), hand.claim().delivery()));
    }
  }

  private void end(Hand hand, JobEvent report) {
    hand.report = report;
    hand.stage = Stage.ENDED;
  }

  private void report(Hand hand) {
    if (isWritten(Objects.requireNonNull(hand.report))) {
      hands.remove(hand);
    }
  }

  /** Stops on request: nothing new, and what runs is handed back. */
  void leave() {
    leaving = true;
    for (Hand hand : hands) {
      if (hand.stage == Stage.RUNNING) {
        end(hand, says.handedBack(hand.request(), hand.point(), hand.claim().delivery()));
      }
    }
  }

  boolean hasLeft() {
    return leaving && hands.isEmpty();
  }

  /**
   * Dies and starts again.
   *
   * @param noticed whether the broker sees it go, or has to wait for the locks
   */
  void restart(boolean noticed) {
    if (noticed) {
      broker.disconnected(member());
    }
    hands.clear();
    leaving = false;
    lastBeat = null;
    says = new FakeWorker(name, "i" + ++incarnation);
    events = events();
  }

  void beatIfDue() {
    if (lastBeat == null || !broker.now().isBefore(lastBeat.plus(Jobs.EVERY))) {
      lastBeat = broker.now();
      beat(heartbeat());
    }
  }

  /** What it would say of itself now. */
  WorkerRecord.Heartbeat heartbeat() {
    return says.alive(
        Jobs.EVERY,
        hands.stream()
            .filter(hand -> hand.confirmed)
            .map(Hand::listed)
            .toArray(WorkerRecord.Running[]::new));
  }

  void beat(WorkerRecord.Heartbeat heartbeat) {
    boolean unused =
        isWritten(
            new ProducerRecord<>(
                ModelBroker.TOPICS.workers(),
                name.getBytes(StandardCharsets.UTF_8),
                WorkerRecordCodec.encode(heartbeat)));
  }

  private boolean isWritten(JobEvent event) {
    return isWritten(events.record(event));
  }

  private boolean isWritten(ProducerRecord<byte[], byte[]> record) {
    try {
      return sends.all(List.of(record)).size() == 1;
    } catch (SendFailedException e) {
      return false;
    }
  }

  private Envelope envelope(Hand hand) {
    return events.envelope(hand.id(), hand.request().attempt(), hand.request().ask(), null);
  }

  private EventRecords events() {
    return new EventRecords(ModelBroker.TOPICS.events(), says.origin(), new ModelClock(broker));
  }

  private String member() {
    return name + "#" + incarnation;
  }

  private static boolean isForbidden(Command wish, Hand hand) {
    int attempt = hand.request().attempt();
    return wish.cancel()
        || attempt < wish.stopBelowAttempt()
        || (attempt == wish.stopBelowAttempt()
            && wish.owner() != null
            && hand.request().ask() <= wish.ask()
            && !hand.point().equals(wish.owner()));
  }
}
