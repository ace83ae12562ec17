// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which documents a query looks at shows in a condition that fails on all but one. */
class IndexedBackendTests {

  private static final Document FAILS_WHERE_N_IS_0 =
      new Document("$gt", List.of(new Document("$divide", List.of(1, "$n")), 0));

  private final EmbeddedStore store = EmbeddedStore.inMemory();
  private final MongoClient client = MongoClients.create(store.uri());
  private final MongoCollection<Document> numbers =
      client.getDatabase("test").getCollection("numbers");

  @BeforeEach
  void oneDocumentThatCanBeLookedAt() {
    numbers.insertMany(
        List.of(
            new Document("_id", 1).append("n", 0),
            new Document("_id", 2).append("n", 1),
            new Document("_id", 3).append("n", 0)));
  }

  @AfterEach
  void close() {
    client.close();
    store.close();
  }

  @Test
  void everyDocumentIsLookedAtWhereNoIndexHelps() {
    assertThatThrownBy(() -> numbers.find(where(Filters.empty())).first())
        .isInstanceOf(MongoException.class)
        .hasMessageContaining("zero");
  }

  @Test
  void onlyTheDocumentOfTheIdIsLookedAtWhateverElseIsAsked() {
    assertThat(numbers.find(where(Filters.eq("_id", 2))))
        .containsExactly(new Document("_id", 2).append("n", 1));
  }

  @Test
  void conditionsWithinConditionsAreSeen() {
    Bson nested = Filters.and(Filters.eq("n", 1), Filters.and(Filters.in("_id", 2, 4)));

    assertThat(numbers.find(where(nested))).hasSize(1);
  }

  @Test
  void aGuardedReplacementLooksAtOneDocument() {
    Bson guarded = where(Filters.and(Filters.eq("_id", 2), Filters.eq("n", 1)));

    assertThat(numbers.replaceOne(guarded, new Document("n", 2)).getMatchedCount()).isEqualTo(1);
    assertThat(numbers.replaceOne(guarded, new Document("n", 3)).getMatchedCount()).isZero();
  }

  @Test
  void anAlternativeIsNoCondition() {
    assertThat(numbers.find(Filters.or(Filters.eq("_id", 2), Filters.eq("n", 0)))).hasSize(3);
  }

  private static Bson where(Bson condition) {
    BsonDocument query = new BsonDocument("$expr", FAILS_WHERE_N_IS_0.toBsonDocument());
    query.putAll(condition.toBsonDocument());
    return query;
  }
}
