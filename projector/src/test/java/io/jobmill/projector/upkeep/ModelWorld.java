// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.projector.upkeep.ModelProducer.Fate;
import io.jobmill.projector.upkeep.ModelWorker.Answer;
import io.jobmill.projector.upkeep.ModelWorker.Hand;
import io.jobmill.projector.upkeep.ModelWorker.Stage;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A fleet whose members take their steps in a random order, hindered as the profile allows. */
final class ModelWorld {

  /** By then nobody is in doubt any more. */
  private static final int MOST_IDLE_SECONDS = 15;

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
  private final ModelCallers callers;
  private boolean faulty = true;

  ModelWorld(Profile profile, ModelLimits limits, Random random) {
    this.profile = profile;
    this.random = random;
    this.fleet =
        new ModelFleet(
            random,
            limits,
            () -> fate(Profile.WORKERS),
            () -> fate(Profile.PROJECTORS),
            this::meanwhile);
    this.callers = new ModelCallers(fleet, limits, random);
  }

  ModelFleet fleet() {
    return fleet;
  }

  ModelCallers callers() {
    return callers;
  }

  /** Somebody does the next thing. */
  void step() {
    boolean pause = random.nextInt(12) == 0;
    fleet.advance(Duration.ofMillis(random.nextInt(pause ? 3_000 : 200)));
    int dice = random.nextInt(100);
    if (dice < 8) {
      callers.call(chance(Profile.WORKERS, 10));
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
    int idle = 0;
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
          projector.decisions().pass();
        }
        fleet.ends().answerAll();
      }
      idle = fleet.places().anyIdle() ? idle + 1 : 0;
      assertThat(idle)
          .as("seconds for which somebody waits although there is a place")
          .isLessThan(MOST_IDLE_SECONDS);
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
    return callers.submitted().stream()
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
    if (random.nextBoolean()) {
      projector.decisions().pass();
    }
  }

  /** While somebody is in the middle of a decision, all others go on. */
  private void meanwhile() {
    if (hits(Profile.PROJECTORS) && random.nextInt(10) == 0) {
      for (int steps = random.nextInt(30); steps > 0; steps--) {
        step();
      }
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
      case 9 ->
          hinder(
              Profile.PROJECTORS,
              () -> {
                fleet.rebalance(somePartitions());
                fleet.rebalanceDecisions();
              });
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
}
