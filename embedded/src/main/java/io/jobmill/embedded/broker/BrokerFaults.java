// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.broker;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.server.fault.FaultHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a fault inside the broker. While it starts, a fault is remembered and becomes the
 * caller's exception. Later a fatal one ends the process, as it does in Kafka: a broker that has
 * lost its metadata must not go on half alive.
 */
final class BrokerFaults implements FaultHandlerFactory {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);

  private final AtomicBoolean serving = new AtomicBoolean();
  private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();

  @Override
  public FaultHandler build(String name, boolean fatal, Runnable action) {
    return (message, cause) -> {
      action.run();
      RuntimeException fault = new IllegalStateException(name + ": " + message, cause);
      if (!fatal) {
        log.warn("fault in the embedded broker part={} fault={}", name, message, cause);
      } else if (serving.get()) {
        log.error("the embedded broker cannot go on part={} fault={}", name, message, cause);
        Exit.halt(1);
      } else {
        first.compareAndSet(null, cause == null ? fault : cause);
      }
      return fault;
    };
  }

  /** The fault to blame for a start that failed, else the failure itself. */
  Throwable blame(Throwable failure) {
    Throwable fault = first.get();
    return fault == null ? failure : fault;
  }

  void served() {
    serving.set(true);
  }

  void closing() {
    serving.set(false);
  }
}
