// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.jobmill.store.ViewDatabase;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithMongo;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;

@WithMongo
class PositionsIT {

  private static final List<Integer> BOTH = List.of(0, 1);

  @Test
  void moveOnFromWhereTheyAre(MongoServer mongo) {
    try (Owners owners = new Owners(mongo)) {
      assertThat(owners.one.next(BOTH)).isEmpty();

      owners.one.write(Map.of(0, 10L));
      owners.one.write(Map.of(0, 20L, 1, 5L));

      owners.one.verify(BOTH);
      assertThat(owners.other.next(BOTH)).isEqualTo(Map.of(0, 20L, 1, 5L));
    }
  }

  @Test
  void doNotMoveOnFromWhereSomebodyElseHasPutThem(MongoServer mongo) {
    try (Owners owners = new Owners(mongo)) {
      owners.one.write(Map.of(0, 10L));

      assertThatThrownBy(() -> owners.other.write(Map.of(0, 7L)))
          .isInstanceOf(PositionsMovedException.class);
      assertThatThrownBy(() -> owners.other.verify(BOTH))
          .isInstanceOf(PositionsMovedException.class);

      assertThat(owners.other.next(BOTH)).isEqualTo(Map.of(0, 10L));
      owners.other.write(Map.of(0, 12L));
      assertThatThrownBy(() -> owners.one.write(Map.of(0, 11L)))
          .isInstanceOf(PositionsMovedException.class)
          .hasMessage("topic events was projected up to {0=11}, and the store says {0=12}");
    }
  }

  @Test
  void areNotMadeAnewWhereTheyWereDropped(MongoServer mongo) {
    try (Owners owners = new Owners(mongo)) {
      owners.one.write(Map.of(0, 10L, 1, 10L));
      owners.database.positions().drop();

      assertThatThrownBy(() -> owners.one.verify(BOTH)).isInstanceOf(PositionsMovedException.class);
      assertThatThrownBy(() -> owners.one.write(Map.of(0, 11L)))
          .isInstanceOf(PositionsMovedException.class);

      assertThat(owners.database.positions().countDocuments()).isZero();
    }
  }

  @Test
  void takeARepeatedWriteForWritten(MongoServer mongo) {
    try (Owners owners = new Owners(mongo)) {
      owners.one.write(Map.of(0, 10L));

      assertThatCode(() -> owners.other.write(Map.of(0, 10L))).doesNotThrowAnyException();
    }
  }

  @Test
  void ofAnotherTopicOfTheSameNameAreRefusedAtAnyTime(MongoServer mongo) {
    try (Owners owners = new Owners(mongo)) {
      owners.one.write(Map.of(0, 10L));
      owners
          .database
          .positions()
          .updateMany(new Document(), new Document("$set", new Document("topicId", "x")));

      assertThatThrownBy(() -> owners.one.verify(BOTH)).isInstanceOf(ForeignTopicException.class);
      assertThatThrownBy(() -> owners.one.check(2)).isInstanceOf(ForeignTopicException.class);
    }
  }

  /** Two processes that each take the partitions for their own. */
  private static final class Owners implements AutoCloseable {

    private final MongoClient client;
    private final ViewDatabase database;
    private final Positions one;
    private final Positions other;

    Owners(MongoServer mongo) {
      this.client = MongoClients.create(mongo.uri());
      this.database = new ViewDatabase(client, mongo.database());
      this.one = new Positions(database, "events", "id-1");
      this.other = new Positions(database, "events", "id-1");
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
