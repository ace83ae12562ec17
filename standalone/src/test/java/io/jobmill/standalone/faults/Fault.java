// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import io.jobmill.standalone.faults.TcpProxy.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A way to break an installation, and to undo what does not undo itself. */
@SuppressWarnings("ImmutableEnumChecker") // The steps are lambdas that hold nothing.
enum Fault {
  WORKER_KILLED(
      "one of two workers, `kill -9`, gone for 10 s",
      10,
      true,
      Need.NOTHING,
      on -> on.worker().kill(),
      on -> on.worker().start()),
  WORKER_FROZEN(
      "one of two workers, `SIGSTOP` for 12 s",
      12,
      true,
      Need.NOTHING,
      on -> on.worker().process().freeze(),
      on -> on.worker().process().thaw()),
  PROJECTOR_KILLED(
      "projector, `kill -9`, started at once",
      0,
      false,
      Need.NOTHING,
      on -> on.projector().kill(),
      on -> on.projector().start()),
  PROJECTOR_FROZEN(
      "projector, `SIGSTOP` for 12 s",
      12,
      false,
      Need.NOTHING,
      on -> on.projector().process().freeze(),
      on -> on.projector().process().thaw()),
  GATEWAY_KILLED(
      "gateway, `kill -9`, started at once",
      0,
      false,
      Need.NOTHING,
      on -> on.gateway().kill(),
      on -> on.gateway().start()),
  BROKER_KILLED(
      "broker, `kill -9`, started at once",
      0,
      true,
      Need.NOTHING,
      on -> on.broker().kill(),
      on -> on.broker().start()),
  BROKER_FROZEN(
      "broker, `SIGSTOP` for 8 s",
      8,
      true,
      Need.NOTHING,
      on -> on.broker().process().freeze(),
      on -> on.broker().process().thaw()),
  STORE_KILLED(
      "store, `kill -9`, started at once",
      0,
      false,
      Need.NOTHING,
      on -> {
        ProcessHandle mongod = on.mongod().orElse(null);
        if (mongod == null) {
          on.store().kill();
        } else {
          boolean unused = mongod.destroyForcibly();
        }
      },
      on -> {
        // A mongod is started again by the process that it is a child of.
        if (on.mongod().isEmpty()) {
          on.store().start();
        }
      }),
  STORE_CUT(
      "network from projector to store, cut for 8 s",
      8,
      false,
      Need.NOTHING,
      on -> on.networkToStore().become(Mode.CUT),
      on -> on.networkToStore().become(Mode.OPEN)),
  STORE_CLOGGED(
      "network from projector to store, half open (nothing passes, nobody is told) for 8 s",
      8,
      false,
      Need.NOTHING,
      on -> on.networkToStore().become(Mode.CLOGGED),
      on -> on.networkToStore().become(Mode.OPEN)),
  STORE_SLOW(
      "network from projector to store, 150 ms more each way for 8 s",
      8,
      false,
      Need.NOTHING,
      on -> on.networkToStore().become(Mode.SLOW),
      on -> on.networkToStore().become(Mode.OPEN)),
  NETWORK_CUT(
      "network from one of two workers to the broker, cut for 8 s",
      8,
      true,
      Need.NOTHING,
      on -> on.networkToBroker().become(Mode.CUT),
      on -> on.networkToBroker().become(Mode.OPEN)),
  NETWORK_CLOGGED(
      "network from one of two workers to the broker, half open for 12 s",
      12,
      true,
      Need.NOTHING,
      on -> on.networkToBroker().become(Mode.CLOGGED),
      on -> on.networkToBroker().become(Mode.OPEN)),
  NETWORK_SLOW(
      "network from one of two workers to the broker, 150 ms more each way for 8 s",
      8,
      true,
      Need.NOTHING,
      on -> on.networkToBroker().become(Mode.SLOW),
      on -> on.networkToBroker().become(Mode.OPEN)),
  CLOCK_OF_WORKER_FAST(
      "clock of one of two workers, put 5 min ahead for 12 s",
      12,
      false,
      Need.FAKETIME,
      on -> on.workerClock().differBy(ProcessClock.SKEW),
      on -> on.workerClock().differBy(Duration.ZERO)),
  CLOCK_OF_WORKER_SLOW(
      "clock of one of two workers, put 5 min back for 12 s",
      12,
      false,
      Need.FAKETIME,
      on -> on.workerClock().differBy(ProcessClock.SKEW.negated()),
      on -> on.workerClock().differBy(Duration.ZERO)),
  CLOCK_OF_PROJECTOR_FAST(
      "clock of the projector, put 5 min ahead for 12 s",
      12,
      false,
      Need.FAKETIME,
      on -> on.projectorClock().differBy(ProcessClock.SKEW),
      on -> on.projectorClock().differBy(Duration.ZERO)),
  CLOCK_OF_PROJECTOR_SLOW(
      "clock of the projector, put 5 min back for 12 s",
      12,
      false,
      Need.FAKETIME,
      on -> on.projectorClock().differBy(ProcessClock.SKEW.negated()),
      on -> on.projectorClock().differBy(Duration.ZERO)),
  BROKER_DISK_FULL(
      "disk of the broker, full for 12 s; started again if it ended",
      12,
      true,
      Need.DISK,
      on -> on.disk().fill(),
      on -> {
        on.disk().free();
        on.broker().startIfEnded();
      }),
  VERSION_ROLLED(
      "every service replaced by the previous version and back, one by one",
      5,
      false,
      Need.PREVIOUS,
      on -> on.rollBack(),
      on -> on.rollForward());

  private final String what;
  private final Duration lasts;
  private final boolean mayRepeat;
  private final Need need;
  private final Step strike;
  private final Step mend;

  Fault(String what, int seconds, boolean mayRepeat, Need need, Step strike, Step mend) {
    this.what = what;
    this.lasts = Duration.ofSeconds(seconds);
    this.mayRepeat = mayRepeat;
    this.need = need;
    this.strike = strike;
    this.mend = mend;
  }

  /** For people. */
  String what() {
    return what;
  }

  Duration lasts() {
    return lasts;
  }

  /** Whether a job may run a second time because of it. */
  boolean mayRepeat() {
    return mayRepeat;
  }

  /** Whether a clock goes back when it is mended. */
  boolean putsAClockBack() {
    return this == CLOCK_OF_WORKER_FAST || this == CLOCK_OF_PROJECTOR_FAST;
  }

  /** Why it cannot be played here, if so. */
  Optional<String> impossible(Surroundings surroundings) {
    return switch (need) {
      case NOTHING -> Optional.empty();
      case FAKETIME -> missing(surroundings.faketime(), "libfaketime is not installed");
      case DISK ->
          missing(surroundings.disks(), "a small file system cannot be mounted (only root may)");
      case PREVIOUS -> missing(surroundings.previous(), "no previous version was built");
    };
  }

  private static Optional<String> missing(@Nullable Path needed, String reason) {
    return needed == null ? Optional.of(reason) : Optional.empty();
  }

  /** Whether something else may be broken meanwhile: services that are replaced must get ready. */
  boolean goesWithOthers() {
    return this != VERSION_ROLLED;
  }

  /** Whether both are about the same process or the same stretch of network. */
  boolean hitsSameAs(Fault other) {
    return part().equals(other.part());
  }

  private String part() {
    return name().substring(0, name().indexOf('_'));
  }

  void strike(Installation on) throws Exception {
    strike.on(on);
  }

  void mend(Installation on) throws Exception {
    mend.on(on);
  }

  /** What it is allowed to cost when nothing else breaks. */
  Bounds bounds() {
    return switch (this) {
      // The broker gives what the dead one held to the other as soon as its connection is gone.
      case WORKER_KILLED -> new Bounds(Duration.ofSeconds(20), Duration.ofSeconds(1), 0);
      // What the silent one held waits for its lock of 5 s; it can hold no more than its slots.
      case WORKER_FROZEN, NETWORK_CLOGGED ->
          new Bounds(Duration.ofSeconds(20), Duration.ofSeconds(6), Programs.SLOTS);
      default -> Bounds.NONE;
    };
  }

  /** What it takes that not every machine has. */
  private enum Need {
    NOTHING,
    FAKETIME,
    DISK,
    PREVIOUS
  }

  private interface Step {
    void on(Installation installation) throws Exception;
  }
}
