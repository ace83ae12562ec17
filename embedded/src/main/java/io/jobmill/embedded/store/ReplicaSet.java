// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one node of a replica set, over a direct connection. Each step may be repeated: the set is
 * made on the first start, and told of its new port on a later one.
 */
final class ReplicaSet implements AutoCloseable {
  static final String NAME = "jobmill";

  private static final Logger log = LoggerFactory.getLogger(ReplicaSet.class);
  private static final int NOT_YET_INITIALIZED = 94;

  private final String host;
  private final MongoClient client;
  private final MongoDatabase admin;

  ReplicaSet(int port) {
    host = "127.0.0.1:" + port;
    client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(
                    new ConnectionString("mongodb://" + host + "/?directConnection=true"))
                .applyToClusterSettings(
                    cluster -> cluster.serverSelectionTimeout(1, TimeUnit.SECONDS))
                .applyToServerSettings(
                    server -> server.minHeartbeatFrequency(50, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.readTimeout(10, TimeUnit.SECONDS))
                .build());
    admin = client.getDatabase("admin");
  }

  /** Brings the node one step nearer to being primary; says whether it is. */
  boolean advance() {
    try {
      Document hello = admin.runCommand(new Document("hello", 1));
      if (hello.getBoolean("isWritablePrimary", false) && host.equals(hello.getString("me"))) {
        return true;
      }
      if (hello.getString("setName") == null) {
        configure();
      }
    } catch (MongoException e) {
      log.debug("mongod is not ready yet reason={}", e.getMessage());
    }
    return false;
  }

  private void configure() {
    Optional<Document> known = knownConfiguration();
    if (known.isEmpty()) {
      admin.runCommand(new Document("replSetInitiate", configuration(1)));
    } else {
      admin.runCommand(
          new Document("replSetReconfig", configuration(known.get().getInteger("version", 1) + 1))
              .append("force", true));
    }
  }

  private Optional<Document> knownConfiguration() {
    try {
      @Nullable Document found =
          client.getDatabase("local").getCollection("system.replset").find().first();
      return Optional.ofNullable(found);
    } catch (MongoCommandException e) {
      if (e.getErrorCode() == NOT_YET_INITIALIZED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Document configuration(int version) {
    return new Document("_id", NAME)
        .append("version", version)
        .append("members", List.of(new Document("_id", 0).append("host", host)));
  }

  @Override
  public void close() {
    client.close();
  }
}
