// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.infrastructure;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;

/** One owner's part of the database server; its database goes with it. */
record MongoCorner(MongoServer server) implements AutoCloseable {
  static MongoCorner open() {
    return new MongoCorner(TestInfrastructure.mongo());
  }

  @Override
  public void close() {
    try (MongoClient client = MongoClients.create(server.uri())) {
      client.getDatabase(server.database()).drop();
    }
  }
}
