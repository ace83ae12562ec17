// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord;
import io.jobmill.projector.upkeep.ModelProducer.Fate;
import io.jobmill.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two workers, two projectors and a queue reader, and what can be done to them from outside. */
final class ModelFleet {

  private final ModelBroker broker = new ModelBroker();
  private final ModelStore store = new ModelStore();
  private final ModelLedger ledger = new ModelLedger();
  private final ModelReader reader;
  private final ModelEnds ends;
  private final ModelProducer upkeepSends;
  private final ModelPlaces places;
  private final ModelDecisions.Surroundings around;
  private final List<ModelWorker> workers = new ArrayList<>();
  private final Map<ModelWorker, WorkerRecord.Heartbeat> frozenWorkers = new HashMap<>();
  private final List<ModelProjector> projectors = new ArrayList<>();
  private final Set<ModelProjector> frozenProjectors = new HashSet<>();
  private final Map<Integer, ModelProjector> owners = new TreeMap<>();
  private @Nullable ModelProjector decides;
  private int starts;

  /**
   * @param meanwhile what goes on while a projector is in the middle of a decision
   */
  ModelFleet(
      Random random,
      ModelLimits limits,
      Supplier<Fate> ofWorkers,
      Supplier<Fate> ofProjectors,
      Runnable meanwhile) {
    upkeepSends = new ModelProducer(broker, ofProjectors);
    reader = new ModelReader(broker, upkeepSends);
    ends = new ModelEnds(broker, reader, random);
    places = new ModelPlaces(broker, limits);
    around =
        new ModelDecisions.Surroundings(
            broker, limits, places, ofProjectors, this::decides, meanwhile);
    for (String name : List.of("w1", "w2")) {
      workers.add(
          new ModelWorker(name, broker, new ModelProducer(broker, ofWorkers), ledger, limits));
    }
    projectors.add(projector());
    projectors.add(projector());
    for (int partition = 0; partition < Topics.EVENT_PARTITIONS; partition++) {
      owners.put(partition, projectors.get(partition % 2));
    }
    projectors.forEach(projector -> projector.assign(owned(projector)));
    decide(projectors.get(0), true);
  }

  ModelBroker broker() {
    return broker;
  }

  ModelStore store() {
    return store;
  }

  ModelLedger ledger() {
    return ledger;
  }

  ModelPlaces places() {
    return places;
  }

  ModelReader reader() {
    return reader;
  }

  ModelEnds ends() {
    return ends;
  }

  /** Time goes by, and who lives says so. */
  void advance(Duration by) {
    broker.advance(by);
    workersUp().forEach(ModelWorker::beatIfDue);
  }

  List<ModelWorker> workersUp() {
    return workers.stream().filter(worker -> !frozenWorkers.containsKey(worker)).toList();
  }

  List<ModelProjector> projectorsUp() {
    return projectors.stream().filter(one -> !frozenProjectors.contains(one)).toList();
  }

  /** The heartbeat it was about to send is sent when it goes on. */
  void freeze(ModelWorker worker) {
    frozenWorkers.put(worker, worker.heartbeat());
  }

  void thawWorkers() {
    frozenWorkers.forEach(ModelWorker::beat);
    frozenWorkers.clear();
  }

  /**
   * @param noticed whether the broker sees that it is gone
   */
  void kill(ModelWorker worker, boolean noticed) {
    frozenWorkers.remove(worker);
    worker.restart(noticed);
  }

  /** The other one gets what it had; it does not know that yet. */
  void freeze(ModelProjector projector) {
    if (projectorsUp().size() == 2) {
      frozenProjectors.add(projector);
      give(owned(projector), other(projector), false);
      if (decides(projector)) {
        decide(other(projector), false);
      }
    }
  }

  /** Goes on where it was, and learns only afterwards what it no longer owns. */
  void thawProjectors(int events) {
    // While one of them goes on, others may be frozen.
    for (ModelProjector projector : List.copyOf(frozenProjectors)) {
      frozenProjectors.remove(projector);
      projector.project(events, false);
      projector.pass();
      projector.decisions().pass();
      projector.decisions().assign(decides(projector));
      Set<Integer> gone = new TreeSet<>(projector.owned());
      gone.removeAll(owned(projector));
      projector.revoke(gone);
    }
  }

  /** Dies with a batch half written, and a new one takes over. */
  void kill(ModelProjector projector) {
    projector.project(5, true);
    replace(projector);
  }

  private void replace(ModelProjector projector) {
    ModelProjector successor = projector();
    boolean decided = decides(projector);
    projector.decisions().die();
    projectors.set(projectors.indexOf(projector), successor);
    frozenProjectors.remove(projector);
    Set<Integer> owned = owned(projector);
    owned.forEach(partition -> owners.put(partition, successor));
    successor.assign(owned);
    if (decided) {
      decide(successor, false);
    }
  }

  /** Some partitions change their owner. */
  void rebalance(Set<Integer> partitions) {
    for (ModelProjector projector : projectorsUp()) {
      Set<Integer> given = owned(projector);
      given.retainAll(partitions);
      if (!frozenProjectors.contains(other(projector))) {
        give(given, other(projector), true);
        return;
      }
    }
  }

  /** Somebody else is to decide about limits; who is in the middle of it learns that later. */
  void rebalanceDecisions() {
    if (projectorsUp().size() == 2) {
      decide(decides(projectors.get(0)) ? projectors.get(1) : projectors.get(0), true);
    }
  }

  private boolean decides(ModelProjector projector) {
    return projector == decides;
  }

  private void decide(ModelProjector projector, boolean known) {
    decides = projector;
    for (ModelProjector one : projectors) {
      if (one == projector || known) {
        one.decisions().assign(one == projector);
      }
    }
  }

  /** The machine stops: nobody keeps anything but what is on disk. */
  void powerCut() {
    store.loseTheEnd();
    projectors.stream().toList().forEach(this::replace);
    workers.forEach(worker -> kill(worker, true));
    broker.restart();
  }

  private void give(Set<Integer> partitions, ModelProjector to, boolean known) {
    for (ModelProjector projector : projectors) {
      if (known && projector != to) {
        projector.revoke(partitions);
      }
    }
    partitions.forEach(partition -> owners.put(partition, to));
    to.assign(partitions);
  }

  private Set<Integer> owned(ModelProjector projector) {
    Set<Integer> owned = new TreeSet<>();
    owners.forEach(
        (partition, owner) -> {
          if (owner == projector) {
            owned.add(partition);
          }
        });
    return owned;
  }

  private ModelProjector other(ModelProjector projector) {
    return projectors.get(1 - projectors.indexOf(projector));
  }

  private ModelProjector projector() {
    Origin origin = new Origin("projector", "p" + ++starts);
    return new ModelProjector(origin, store, ends, upkeepSends, around);
  }
}
