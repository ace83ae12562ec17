// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Jobmill asks of a store, whichever it is. */
abstract class LocalStoreContract {
  @TempDir Path folder;

  abstract LocalStore open(Path folder);

  @Test
  void keepsDocumentsOverARestart() {
    try (LocalStore store = open(folder);
        MongoClient client = MongoClients.create(store.uri())) {
      jobs(client).insertOne(new Document("_id", "one").append("version", 1L));
    }

    try (LocalStore store = open(folder);
        MongoClient client = MongoClients.create(store.uri())) {
      assertThat(jobs(client).find().into(new ArrayList<>()))
          .containsExactly(new Document("_id", "one").append("version", 1L));
    }
  }

  @Test
  void replacesADocumentOnlyInTheVersionThatWasRead() {
    try (LocalStore store = open(folder);
        MongoClient client = MongoClients.create(store.uri())) {
      jobs(client)
          .createIndex(Indexes.ascending("_id", "version"), new IndexOptions().unique(true));
      jobs(client).insertOne(new Document("_id", "one").append("version", 1L));

      var stale = replaced(client, "one", 7L, 8L);
      var current = replaced(client, "one", 1L, 2L);

      assertThat(List.of(stale, current)).containsExactly(0L, 1L);
    }
  }

  private static long replaced(MongoClient client, String id, long from, long to) {
    return jobs(client)
        .replaceOne(
            Filters.and(Filters.eq("_id", id), Filters.eq("version", from)),
            new Document("_id", id).append("version", to))
        .getMatchedCount();
  }

  @Test
  void countsWhatABulkWriteMatched() {
    try (LocalStore store = open(folder);
        MongoClient client = MongoClients.create(store.uri())) {
      var result =
          jobs(client)
              .bulkWrite(
                  List.of(
                      new InsertOneModel<>(new Document("_id", "one")),
                      new InsertOneModel<>(new Document("_id", "two")),
                      new ReplaceOneModel<>(
                          Filters.eq("_id", "one"), new Document("_id", "one").append("a", 1)),
                      new ReplaceOneModel<>(Filters.eq("_id", "three"), new Document("a", 1))));

      assertThat(result.getInsertedCount()).isEqualTo(2);
      assertThat(result.getMatchedCount()).isEqualTo(1);
    }
  }

  @Test
  void goesOnAfterADuplicateInAnUnorderedInsert() {
    try (LocalStore store = open(folder);
        MongoClient client = MongoClients.create(store.uri())) {
      jobs(client).insertOne(new Document("_id", "one"));
      List<Document> three = List.of(doc("zero"), doc("one"), doc("two"));

      assertThatThrownBy(
              () -> jobs(client).insertMany(three, new InsertManyOptions().ordered(false)))
          .isInstanceOf(MongoBulkWriteException.class);

      assertThat(jobs(client).countDocuments()).isEqualTo(3);
    }
  }

  @Test
  void refusesAFolderThatIsInUse() {
    try (LocalStore store = open(folder)) {
      assertThat(store.uri()).startsWith("mongodb://127.0.0.1:");

      assertThatThrownBy(() -> open(folder))
          .isInstanceOf(StoreStartException.class)
          .hasMessageContaining("in use");
    }
  }

  @Test
  void mayBeClosedTwice() {
    LocalStore store = open(folder);

    store.close();
    store.close();

    open(folder).close();
  }

  private static Document doc(String id) {
    return new Document("_id", id);
  }

  private static MongoCollection<Document> jobs(MongoClient client) {
    return client.getDatabase("test").getCollection("jobs");
  }
}
