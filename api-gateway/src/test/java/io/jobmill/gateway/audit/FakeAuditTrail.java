// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.MockProducer;

/** The trail that a producer has left. */
public final class FakeAuditTrail implements AuditTrail {

  private final MockProducer<byte[], byte[]> producer;

  public FakeAuditTrail(MockProducer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  @Override
  public Part before(long offset, AuditFilter filter, int most) {
    List<AuditEntry> found =
        entries().stream().filter(filter::matches).collect(Collectors.toList());
    Collections.reverse(found);
    return new Part(found.stream().limit(most).toList(), OptionalLong.empty());
  }

  @Override
  public void export(AuditFilter filter, Consumer<AuditEntry> sink) {
    entries().stream().filter(filter::matches).forEach(sink);
  }

  private List<AuditEntry> entries() {
    return producer.history().stream()
        .filter(record -> record.topic().endsWith("audit"))
        .map(record -> AuditCodec.decode(record.value(), Instant.EPOCH))
        .toList();
  }
}
