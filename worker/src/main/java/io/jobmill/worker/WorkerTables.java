// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import io.jobmill.event.Wish;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.TableListener;
import io.jobmill.kafka.TableSource;
import io.jobmill.template.TemplateRecord;
import io.jobmill.wire.TemplateCodec;
import io.jobmill.wire.Topics;
import io.jobmill.worker.command.CommandListener;
import io.jobmill.worker.intake.Definitions;
import java.time.Duration;

/** The tables a worker looks things up in. */
final class WorkerTables {

  private WorkerTables() {}

  /** Returns when both have been read to their ends. */
  static Definitions open(WorkerParts parts, CommandListener commandListener, Closing closing) {
    Topics topics = parts.clients().settings().topics();
    Duration bound = parts.clients().settings().startTimeout();
    CompactedTable<TemplateRecord> templates =
        closing.add(
            new CompactedTable<>(
                new TableSource<>(topics.templates(), (key, value) -> TemplateCodec.decode(value)),
                parts.clients(),
                new TableListener<>() {},
                parts.listener(),
                parts.clock()));
    CompactedTable<Wish> commands =
        closing.add(
            new CompactedTable<>(
                new TableSource<>(topics.commands(), (key, value) -> CommandListener.decode(value)),
                parts.clients(),
                commandListener,
                parts.listener(),
                parts.clock()));
    templates.start(bound);
    commands.start(bound);
    return new Definitions(templates, commands);
  }
}
