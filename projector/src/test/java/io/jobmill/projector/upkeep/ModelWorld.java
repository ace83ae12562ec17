// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Command;
import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.event.Origin;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.kafka.EventRecords;
import io.jobmill.projector.upkeep.ModelProducer.Fate;
import io.jobmill.projector.upkeep.ModelWorker.Answer;
import io.jobmill.projector.upkeep.ModelWorker.Hand;
import io.jobmill.projector.upkeep.ModelWorker.Stage;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.wire.CommandCodec;
import io.jobmill.wire.JobRequestCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A fleet whose members take their steps in a random order, hindered as the profile allows. */
final class ModelWorld {

  private static final int MOST_JOBS = 6;

  /** What can go wrong. */
  enum Profile {
    NOTHING,
    /** They die, freeze, lag, lose partitions, are not answered, and cannot write. */
    PROJECTORS,
    /** They die, freeze, leave, and cannot write. */
    WORKERS,
    /** It restarts, and its answers get lost. */
    BROKER,
    EVERYTHING
  }

  private final Profile profile;
  private final Random random;
  private final ModelFleet fleet;
  private final List<JobId> submitted = new ArrayList<>();
  private final Set<JobId> disturbed = new HashSet<>();
  private boolean faulty = true;

  ModelWorld(Profile profile, long seed) {
    this.profile = profile;
    this.random = new Random(seed);
    this.fleet =
        new ModelFleet(random, () -> fate(Profile.WORKERS), () -> fate(Profile.PROJECTORS));
  }

  ModelFleet fleet() {
    return fleet;
  }

  /** The jobs that were asked for. */
  List<JobId> submitted() {
    return submitted;
  }

  /** Those that somebody cancelled, deleted or asked for twice. */
  Set<JobId> disturbed() {
    return disturbed;
  }

  /** Somebody does the next thing. */
  void step() {
    boolean pause = random.nextInt(12) == 0;
    fleet.advance(Duration.ofMillis(random.nextInt(pause ? 3_000 : 200)));
    int dice = random.nextInt(100);
    if (dice < 8) {
      call();
    } else if (dice < 50) {
      work();
    } else if (dice < 58) {
      fleet.reader().read(1 + random.nextInt(4), chance(Profile.PROJECTORS, 5));
    } else if (dice < 88) {
      project();
    } else if (dice < 93) {
      fleet.ends().answerAll();
    } else {
      hinder();
    }
  }

  /**
   * Nothing goes wrong any more. An attempt that no longer owns its job ends only if its worker is
   * told to stop it.
   *
   * @return whether all is over within so many seconds
   */
  boolean settle(int seconds) {
    faulty = false;
    fleet.thawWorkers();
    fleet.thawProjectors(5);
    for (int second = 0; second < seconds && !isOver(); second++) {
      fleet.advance(Duration.ofSeconds(1));
      for (ModelWorker worker : fleet.workersUp()) {
        worker.readOrders();
        while (worker.take()) {}
        worker.hands().stream().toList().forEach(hand -> bringOn(worker, hand));
        if (worker.hasLeft()) {
          fleet.kill(worker, true);
        }
      }
      fleet.reader().read(1_000, false);
      for (int pass = 0; pass < 4; pass++) {
        for (ModelProjector projector : fleet.projectorsUp()) {
          projector.hearsAllBut(0);
          projector.project(1_000, false);
          projector.pass();
        }
        fleet.ends().answerAll();
      }
    }
    return isOver();
  }

  /** Takes the record as far as it comes by itself. */
  private void bringOn(ModelWorker worker, Hand hand) {
    for (int step = 0; step < 5 && worker.hands().contains(hand); step++) {
      if (isOwner(worker, hand)) {
        worker.finish(hand);
      }
      worker.act(hand, false, Answer.HEARD);
    }
  }

  private boolean isOver() {
    return submitted.stream()
            .map(fleet.store().views()::get)
            .allMatch(view -> view != null && view.status().isTerminal())
        && fleet.workersUp().stream().allMatch(worker -> worker.hands().isEmpty())
        && fleet.broker().doneBelow() == fleet.broker().queue().size()
        && fleet.broker().eventEnds().entrySet().stream()
            .allMatch(end -> fleet.store().position(end.getKey()) == end.getValue());
  }

  private boolean isOwner(ModelWorker worker, Hand hand) {
    JobView view = fleet.store().views().get(hand.id());
    Run run = view == null ? null : view.holding().orElse(null);
    return run != null
        && run.claim().equals(hand.claim())
        && run.worker().equals(worker.says().origin());
  }

  private void work() {
    if (fleet.workersUp().isEmpty()) {
      return;
    }
    ModelWorker worker = pick(fleet.workersUp());
    int dice = random.nextInt(10);
    if (dice < 2) {
      take(worker);
    } else if (dice < 3) {
      worker.readOrders();
      worker.hands().stream().toList().forEach(worker::stopIfUnwanted);
    } else if (!worker.hands().isEmpty()) {
      Hand hand = pick(worker.hands());
      if (hand.stage() == Stage.RUNNING && random.nextInt(4) == 0) {
        worker.finish(hand);
      } else {
        worker.act(hand, defers(), answer());
      }
    }
    if (worker.hasLeft()) {
      fleet.kill(worker, true);
    }
  }

  /** A worker that nothing hinders is through with a claim long before its lock lapses. */
  private void take(ModelWorker worker) {
    boolean prompt = profile == Profile.NOTHING || profile == Profile.PROJECTORS;
    if (worker.take() && prompt) {
      Hand hand = worker.hands().get(worker.hands().size() - 1);
      boolean defers = defers();
      for (int step = 0; step < 3 && worker.hands().contains(hand); step++) {
        worker.act(hand, defers, Answer.HEARD);
      }
    }
  }

  private void project() {
    ModelProjector projector = pick(fleet.projectorsUp());
    projector.hearsAllBut(chance(Profile.PROJECTORS, 10) ? random.nextInt(5) : 0);
    if (random.nextBoolean()) {
      projector.project(1 + random.nextInt(5), false);
    }
    projector.pass();
  }

  /** Somebody submits, cancels, deletes, or submits once more because no answer came. */
  private void call() {
    if (submitted.size() < MOST_JOBS && random.nextInt(3) > 0) {
      JobId id = new JobId(new UUID(random.nextLong(), random.nextLong()));
      submitted.add(id);
      submit(id);
    } else if (!submitted.isEmpty() && random.nextInt(6) == 0) {
      JobView view = fleet.store().views().get(pick(submitted));
      if (view != null) {
        disturbed.add(view.id());
        wish(view);
      }
    } else if (!submitted.isEmpty() && chance(Profile.WORKERS, 10)) {
      JobId id = pick(submitted);
      disturbed.add(id);
      submit(id);
    }
  }

  private void submit(JobId id) {
    byte[] value = JobRequestCodec.encode(JobRequest.forTemplate("model").withId(id));
    String topic = ModelBroker.TOPICS.queue(Pool.DEFAULT);
    long unused = fleet.broker().append(new ProducerRecord<>(topic, bytes(id), value));
  }

  /** The event and the command; a gateway may die before the second. */
  private void wish(JobView view) {
    EventRecords says =
        new EventRecords(
            ModelBroker.TOPICS.events(),
            new Origin("gateway", "1"),
            new ModelClock(fleet.broker()));
    Envelope envelope = says.envelope(view.id(), view.attempt(), view.ask(), null);
    JobEvent event =
        random.nextInt(4) == 0
            ? new JobEvent.Deleted(envelope, "caller")
            : new JobEvent.CancelRequested(envelope, "caller", null);
    long said = fleet.broker().append(says.record(event));
    if (said >= 0 && random.nextInt(3) > 0) {
      byte[] value = CommandCodec.encode(Command.cancel(view.id()));
      String topic = ModelBroker.TOPICS.commands();
      long unused = fleet.broker().append(new ProducerRecord<>(topic, bytes(view.id()), value));
    }
  }

  /** Breaks something, or lets something go on. */
  private void hinder() {
    switch (random.nextInt(12)) {
      case 0, 1 -> fleet.thawWorkers();
      case 2 -> fleet.thawProjectors(1 + random.nextInt(5));
      case 3 -> fleet.store().flush();
      case 4 -> hinder(Profile.WORKERS, () -> fleet.freeze(pick(fleet.workersUp())));
      case 5 ->
          hinder(Profile.WORKERS, () -> fleet.kill(pick(fleet.workersUp()), random.nextBoolean()));
      case 6 -> hinder(Profile.WORKERS, () -> pick(fleet.workersUp()).leave());
      case 7 -> hinder(Profile.PROJECTORS, () -> fleet.freeze(pick(fleet.projectorsUp())));
      case 8 -> hinder(Profile.PROJECTORS, () -> fleet.kill(pick(fleet.projectorsUp())));
      case 9 -> hinder(Profile.PROJECTORS, () -> fleet.rebalance(somePartitions()));
      case 10 -> hinder(Profile.BROKER, fleet.broker()::restart);
      default -> {
        hinder(Profile.PROJECTORS, fleet.ends()::refuseAll);
        if (profile == Profile.EVERYTHING && random.nextInt(4) == 0) {
          fleet.powerCut();
        }
      }
    }
  }

  private void hinder(Profile kind, Runnable fault) {
    boolean somebody = kind != Profile.WORKERS || !fleet.workersUp().isEmpty();
    if (somebody && hits(kind)) {
      fault.run();
    }
  }

  private Fate fate(Profile kind) {
    if (!chance(kind, 8)) {
      return Fate.WRITTEN;
    }
    return random.nextBoolean() ? Fate.NOT_WRITTEN : Fate.WRITTEN_UNTOLD;
  }

  private Answer answer() {
    if (!chance(Profile.BROKER, 6)) {
      return Answer.HEARD;
    }
    return random.nextBoolean() ? Answer.ACCEPT_LOST : Answer.ANSWER_LOST;
  }

  /** What is due is asked for by whoever owns it, and while nobody knows who that is, twice. */
  private boolean defers() {
    return profile != Profile.PROJECTORS && random.nextInt(15) == 0;
  }

  private boolean hits(Profile kind) {
    return faulty && (profile == kind || profile == Profile.EVERYTHING);
  }

  private boolean chance(Profile kind, int oneIn) {
    return hits(kind) && random.nextInt(oneIn) == 0;
  }

  private Set<Integer> somePartitions() {
    return IntStream.range(0, 12)
        .filter(partition -> random.nextBoolean())
        .boxed()
        .collect(Collectors.toSet());
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static byte[] bytes(JobId id) {
    return id.toString().getBytes(StandardCharsets.UTF_8);
  }
}
