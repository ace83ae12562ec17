// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench;

import com.mongodb.client.MongoClients;
import io.jobmill.embedded.store.LocalStore;
import io.jobmill.embedded.store.StoreKind;
import org.bson.Document;

/** Which store a number was measured with, and how durable it was. */
final class StoreDescription {

  private StoreDescription() {}

  static String of(LocalStore store) {
    if (store.kind() == StoreKind.EMBEDDED) {
      return "embedded store on disk (written out about once a second)";
    }
    try (var client = MongoClients.create(store.uri())) {
      var version =
          client.getDatabase("admin").runCommand(new Document("buildInfo", 1)).getString("version");
      return "mongod %s (one-node replica set, w=majority, journal)".formatted(version);
    }
  }
}
