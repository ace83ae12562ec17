// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.jobmill.store.Fields;
import io.jobmill.store.ViewDatabase;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithMongo;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists come out of an index in their order: nothing is sorted, nothing is looked through. */
@WithMongo
class StoreIndexesIT {

  private static final Document OLDEST_FIRST =
      new Document(Fields.QUEUED_AT, 1).append(Fields.ID, 1);
  private static final Document NEWEST_FIRST =
      new Document(Fields.QUEUED_AT, -1).append(Fields.ID, -1);
  private static final Document VISIBLE = new Document("$ne", true);

  private final MongoClient client;
  private final String name;
  private final ViewDatabase database;

  StoreIndexesIT(MongoServer mongo) {
    this.client = MongoClients.create(mongo.uri());
    this.name = mongo.database();
    this.database = new ViewDatabase(client, name);
    database.ensureIndexes();
  }

  @AfterEach
  void close() {
    client.close();
  }

  static Stream<Arguments> lists() {
    return Stream.of(
        Arguments.of("jobs", new Document(), NEWEST_FIRST),
        Arguments.of("jobs", new Document(Fields.STATUS, "failed"), NEWEST_FIRST),
        Arguments.of(
            "jobs",
            new Document(Fields.STATUS, new Document("$in", List.of("failed", "warning"))),
            NEWEST_FIRST),
        Arguments.of("jobs", new Document(Fields.TEMPLATE_KEY, "ablast"), NEWEST_FIRST),
        Arguments.of("jobs", new Document(Fields.POOL, "gpu"), NEWEST_FIRST),
        Arguments.of(
            "jobs",
            new Document(Fields.STATUS, new Document("$in", List.of("failed")))
                .append(Fields.EXHAUSTED, true),
            NEWEST_FIRST),
        Arguments.of("jobs", new Document(Fields.WAITS_FOR, "ablast/Region=eu"), OLDEST_FIRST),
        Arguments.of("runs", new Document(), new Document(Fields.ID, 1)),
        Arguments.of("runs", new Document(Fields.SERIES, "x"), new Document(Fields.ID, -1)),
        Arguments.of("runs", new Document(Fields.JOB_TYPE_KEY, "x"), new Document(Fields.ID, 1)),
        Arguments.of("runs", new Document(Fields.WORKER, "x"), new Document(Fields.ID, 1)),
        Arguments.of("runs", new Document(Fields.HOSTNAME_KEY, "x"), new Document(Fields.ID, 1)),
        Arguments.of("runs", new Document(Fields.STATUS, "failed"), new Document(Fields.ID, -1)));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void aListIsReadInTheOrderOfAnIndex(String collection, Document filter, Document order) {
    assumeFalse(database.isEmbedded());
    Document visible = new Document(filter).append(Fields.HIDDEN, VISIBLE);

    String plan = planOf(collection, visible, order);

    assertThat(plan).contains("IXSCAN").doesNotContain("COLLSCAN").doesNotContain("\"SORT\"");
  }

  @Test
  void countingByStatusLooksAtNoDocument() {
    assumeFalse(database.isEmbedded());
    Document filter =
        new Document(Fields.STATUS, new Document("$in", List.of("failed", "pending")))
            .append(Fields.PARTITION, new Document("$in", List.of(1, 2)))
            .append(Fields.HIDDEN, VISIBLE);
    Document find =
        new Document("find", "jobs")
            .append("filter", filter)
            .append("projection", new Document(Fields.STATUS, 1).append(Fields.ID, 0));

    assertThat(winning(find)).contains("IXSCAN").doesNotContain("FETCH");
  }

  private String planOf(String collection, Document filter, Document order) {
    return winning(new Document("find", collection).append("filter", filter).append("sort", order));
  }

  private String winning(Document find) {
    Document answer =
        client
            .getDatabase(name)
            .runCommand(new Document("explain", find).append("verbosity", "queryPlanner"));
    return answer.get("queryPlanner", Document.class).get("winningPlan", Document.class).toJson();
  }
}
