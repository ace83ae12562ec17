// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.event.WorkerRecord;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.LoopListener;
import io.jobmill.kafka.TableListener;
import io.jobmill.kafka.TableSource;
import io.jobmill.wire.WorkerRecordCodec;
import java.time.Clock;
import org.springframework.context.SmartLifecycle;

/** Follows the workers topic from what is left of it to the end of the process. */
final class WorkersFeed implements SmartLifecycle, TableListener<WorkerRecord> {

  /** After the definitions' lifecycle, which makes the topics. */
  private static final int PHASE = 1;

  private final Workers workers;
  private final KafkaClients clients;
  private final CompactedTable<WorkerRecord> table;
  private volatile boolean running;

  WorkersFeed(Workers workers, KafkaClients clients, Clock clock) {
    this.workers = workers;
    this.clients = clients;
    this.table =
        new CompactedTable<>(
            new TableSource<>(
                clients.settings().topics().workers(),
                (key, record) -> WorkerRecordCodec.decode(record)),
            clients,
            this,
            LoopListener.NONE,
            clock);
  }

  @Override
  public void changed(CompactedTable.Entry<WorkerRecord> entry) {
    workers.heard(entry.value(), entry.appendedAt());
  }

  @Override
  public void start() {
    if (!running) {
      table.start(clients.settings().startTimeout());
      running = true;
    }
  }

  @Override
  public void stop() {
    running = false;
    table.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
