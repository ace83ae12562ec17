// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.jobmill.store.ViewDatabase;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithMongo;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WithMongo
class RatesIT {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

  private final MongoClient client;
  private final Rates rates;

  RatesIT(MongoServer mongo) {
    this.client = MongoClients.create(mongo.uri());
    this.rates = new Rates(new ViewDatabase(client, mongo.database()));
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void readsWhatWasWrittenLast() {
    assertThat(rates.write("t", rates.read("t"), List.of(NOON))).isTrue();
    assertThat(rates.write("t", rates.read("t"), List.of(NOON, NOON.plusSeconds(1)))).isTrue();

    assertThat(rates.read("t").starts()).containsExactly(NOON, NOON.plusSeconds(1));
    assertThat(rates.read("other").starts()).isEmpty();
  }

  @Test
  void writesNothingOverWhatItHasNotRead() {
    Rates.Stored none = rates.read("t");
    assertThat(rates.write("t", none, List.of(NOON))).isTrue();
    Rates.Stored first = rates.read("t");
    assertThat(rates.write("t", first, List.of(NOON.plusSeconds(1)))).isTrue();

    assertThat(rates.write("t", none, List.of())).isFalse();
    assertThat(rates.write("t", first, List.of())).isFalse();
    assertThat(rates.read("t").starts()).containsExactly(NOON.plusSeconds(1));
  }
}
