// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import io.jobmill.standalone.faults.TcpProxy.Mode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
  STORE_CLOGGED("the same, half open (nothing passes, nobody is told) for 8 s", 8, false) {
    @Override
    void strike(Installation on) {
      on.networkToStore().become(Mode.CLOGGED);
    }

    @Override
    void mend(Installation on) {
      on.networkToStore().become(Mode.OPEN);
    }
  },
  STORE_SLOW("the same, 150 ms more each way for 8 s", 8, false) {
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
  NETWORK_CLOGGED("the same, half open for 12 s", 12, true) {
    @Override
    void strike(Installation on) {
      on.networkToBroker().become(Mode.CLOGGED);
    }

    @Override
    void mend(Installation on) {
      on.networkToBroker().become(Mode.OPEN);
    }
  },
  NETWORK_SLOW("the same, 150 ms more each way for 8 s", 8, true) {
    @Override
    void strike(Installation on) {
      on.networkToBroker().become(Mode.SLOW);
    }

    @Override
    void mend(Installation on) {
      on.networkToBroker().become(Mode.OPEN);
    }
  };

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

  /** Whether both are about the same process or the same stretch of network. */
  boolean hitsSameAs(Fault other) {
    return part().equals(other.part());
  }

  private String part() {
    return name().substring(0, name().indexOf('_'));
  }

  abstract void strike(Installation on) throws Exception;

  abstract void mend(Installation on) throws Exception;

  /** The bound on the start of the next attempt of a job that it cut short. */
  @Nullable Duration nextAttemptWithin() {
    return this == WORKER_KILLED ? Duration.ofSeconds(20) : null;
  }
}
