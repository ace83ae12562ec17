// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.rebuild;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Sorts;
import io.jobmill.store.Fields;
import io.jobmill.store.HistoryRow;
import io.jobmill.store.ViewDatabase;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.view.JobView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** All that was made of the events, in the order of its ids. */
record StoredState(List<JobView> views, List<HistoryRow> rows, List<Document> results) {

  static StoredState of(MongoServer mongo) {
    try (MongoClient client = MongoClients.create(mongo.uri())) {
      ViewDatabase database = new ViewDatabase(client, mongo.database());
      var byId = Sorts.ascending(Fields.ID);
      return new StoredState(
          database.jobs().find().sort(byId).into(new ArrayList<>()),
          database.runs().find().sort(byId).into(new ArrayList<>()),
          database.results().find().sort(byId).into(new ArrayList<>()));
    }
  }

  /** How far the events are projected; a partition without events counts as read. */
  static Map<Integer, Long> positions(MongoServer mongo, KafkaServer kafka) {
    Map<Integer, Long> positions = new HashMap<>();
    String prefix = kafka.topic("events/");
    try (MongoClient client = MongoClients.create(mongo.uri())) {
      for (Document position : new ViewDatabase(client, mongo.database()).positions().find()) {
        String id = position.getString(Fields.ID);
        if (id.startsWith(prefix)) {
          positions.put(
              Integer.valueOf(id.substring(prefix.length())),
              position.get(Fields.NEXT, Number.class).longValue());
        }
      }
    }
    return positions;
  }

  static void drop(MongoServer mongo) {
    try (MongoClient client = MongoClients.create(mongo.uri())) {
      client.getDatabase(mongo.database()).drop();
    }
  }
}
