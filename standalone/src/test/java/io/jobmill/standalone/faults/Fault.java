// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import io.jobmill.standalone.faults.TcpProxy.Mode;
import java.time.Duration;
import java.util.Optional;

/** A way to break an installation, and to undo what does not undo itself. */
enum Fault {
  WORKER_KILLED("one of two workers, `kill -9`, gone for 10 s", 10, true) {
    @Override
    void strike(Installation on) throws Exception {
      on.worker().kill();
    }

    @Override
    void mend(Installation on) {
      on.worker().start();
    }
  },
  WORKER_FROZEN("one of two workers, `SIGSTOP` for 12 s", 12, true) {
    @Override
    void strike(Installation on) throws Exception {
      on.worker().process().freeze();
    }

    @Override
    void mend(Installation on) throws Exception {
      on.worker().process().thaw();
    }
  },
  PROJECTOR_KILLED("projector, `kill -9`, started at once", 0, false) {
    @Override
    void strike(Installation on) throws Exception {
      on.projector().kill();
    }

    @Override
    void mend(Installation on) {
      on.projector().start();
    }
  },
  PROJECTOR_FROZEN("projector, `SIGSTOP` for 12 s", 12, false) {
    @Override
    void strike(Installation on) throws Exception {
      on.projector().process().freeze();
    }

    @Override
    void mend(Installation on) throws Exception {
      on.projector().process().thaw();
    }
  },
  GATEWAY_KILLED("gateway, `kill -9`, started at once", 0, false) {
    @Override
    void strike(Installation on) throws Exception {
      on.gateway().kill();
    }

    @Override
    void mend(Installation on) {
      on.gateway().start();
    }
  },
  BROKER_KILLED("broker, `kill -9`, started at once", 0, true) {
    @Override
    void strike(Installation on) throws Exception {
      on.broker().kill();
    }

    @Override
    void mend(Installation on) {
      on.broker().start();
    }
  },
  BROKER_FROZEN("broker, `SIGSTOP` for 8 s", 8, true) {
    @Override
    void strike(Installation on) throws Exception {
      on.broker().process().freeze();
    }

    @Override
    void mend(Installation on) throws Exception {
      on.broker().process().thaw();
    }
  },
  STORE_KILLED("store, `kill -9`, started at once", 0, false) {
    @Override
    void strike(Installation on) throws Exception {
      ProcessHandle mongod = on.mongod().orElse(null);
      if (mongod == null) {
        on.store().kill();
      } else {
        boolean unused = mongod.destroyForcibly();
      }
    }

    @Override
    void mend(Installation on) throws Exception {
      // A mongod is started again by the process that it is a child of.
      if (on.mongod().isEmpty()) {
        on.store().start();
      }
    }
  },
  STORE_CUT("network from projector to store, cut for 8 s", 8, false) {
    @Override
    void strike(Installation on) {
      on.networkToStore().become(Mode.CUT);
    }

    @Override
    void mend(Installation on) {
      on.networkToStore().become(Mode.OPEN);
    }
  },
  STORE_CLOGGED(
      "network from projector to store, half open (nothing passes, nobody is told) for 8 s",
      8,
      false) {
    @Override
    void strike(Installation on) {
      on.networkToStore().become(Mode.CLOGGED);
    }

    @Override
    void mend(Installation on) {
      on.networkToStore().become(Mode.OPEN);
    }
  },
  STORE_SLOW("network from projector to store, 150 ms more each way for 8 s", 8, false) {
    @Override
    void strike(Installation on) {
      on.networkToStore().become(Mode.SLOW);
    }

    @Override
    void mend(Installation on) {
      on.networkToStore().become(Mode.OPEN);
    }
  },
  NETWORK_CUT("network from one of two workers to the broker, cut for 8 s", 8, true) {
    @Override
    void strike(Installation on) {
      on.networkToBroker().become(Mode.CUT);
    }

    @Override
    void mend(Installation on) {
      on.networkToBroker().become(Mode.OPEN);
    }
  },
  NETWORK_CLOGGED("network from one of two workers to the broker, half open for 12 s", 12, true) {
    @Override
    void strike(Installation on) {
      on.networkToBroker().become(Mode.CLOGGED);
    }

    @Override
    void mend(Installation on) {
      on.networkToBroker().become(Mode.OPEN);
    }
  },
  NETWORK_SLOW(
      "network from one of two workers to the broker, 150 ms more each way for 8 s", 8, true) {
    @Override
    void strike(Installation on) {
      on.networkToBroker().become(Mode.SLOW);
    }

    @Override
    void mend(Installation on) {
      on.networkToBroker().become(Mode.OPEN);
    }
  },
  CLOCK_OF_WORKER_FAST("clock of one of two workers, put 5 min ahead for 12 s", 12, false) {
    @Override
    Optional<String> impossible(Surroundings surroundings) {
      return withoutFaketime(surroundings);
    }

    @Override
    void strike(Installation on) throws Exception {
      on.workerClock().differBy(SKEW);
    }

    @Override
    void mend(Installation on) throws Exception {
      on.workerClock().differBy(Duration.ZERO);
    }
  },
  CLOCK_OF_WORKER_SLOW("clock of one of two workers, put 5 min back for 12 s", 12, false) {
    @Override
    Optional<String> impossible(Surroundings surroundings) {
      return withoutFaketime(surroundings);
    }

    @Override
    void strike(Installation on) throws Exception {
      on.workerClock().differBy(SKEW.negated());
    }

    @Override
    void mend(Installation on) throws Exception {
      on.workerClock().differBy(Duration.ZERO);
    }
  },
  CLOCK_OF_PROJECTOR_FAST("clock of the projector, put 5 min ahead for 12 s", 12, false) {
    @Override
    Optional<String> impossible(Surroundings surroundings) {
      return withoutFaketime(surroundings);
    }

    @Override
    void strike(Installation on) throws Exception {
      on.projectorClock().differBy(SKEW);
    }

    @Override
    void mend(Installation on) throws Exception {
      on.projectorClock().differBy(Duration.ZERO);
    }
  },
  CLOCK_OF_PROJECTOR_SLOW("clock of the projector, put 5 min back for 12 s", 12, false) {
    @Override
    Optional<String> impossible(Surroundings surroundings) {
      return withoutFaketime(surroundings);
    }

    @Override
    void strike(Installation on) throws Exception {
      on.projectorClock().differBy(SKEW.negated());
    }

    @Override
    void mend(Installation on) throws Exception {
      on.projectorClock().differBy(Duration.ZERO);
    }
  },
  BROKER_DISK_FULL("disk of the broker, full for 12 s; started again if it ended", 12, true) {
    @Override
    Optional<String> impossible(Surroundings surroundings) {
      return surroundings.disks() == null
          ? Optional.of("a small file system cannot be mounted (only root may)")
          : Optional.empty();
    }

    @Override
    void strike(Installation on) throws Exception {
      on.disk().fill();
    }

    @Override
    void mend(Installation on) throws Exception {
      on.disk().free();
      on.broker().startIfEnded();
    }
  },
  VERSION_ROLLED("every service replaced by the previous version and back, one by one", 5, false) {
    @Override
    Optional<String> impossible(Surroundings surroundings) {
      return surroundings.previous() == null
          ? Optional.of("no previous version was built")
          : Optional.empty();
    }

    @Override
    void strike(Installation on) throws Exception {
      on.rollBack();
    }

    @Override
    void mend(Installation on) throws Exception {
      on.rollForward();
    }
  };

  private static final Duration SKEW = Duration.ofMinutes(5);

  private final String what;
  private final Duration lasts;
  private final boolean mayRepeat;

  Fault(String what, int seconds, boolean mayRepeat) {
    this.what = what;
    this.lasts = Duration.ofSeconds(seconds);
    this.mayRepeat = mayRepeat;
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

  /** Why it cannot be played here, if so. */
  Optional<String> impossible(Surroundings surroundings) {
    return Optional.empty();
  }

  private static Optional<String> withoutFaketime(Surroundings surroundings) {
    return surroundings.faketime() == null
        ? Optional.of("libfaketime is not installed")
        : Optional.empty();
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

  abstract void strike(Installation on) throws Exception;

  abstract void mend(Installation on) throws Exception;

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
}
