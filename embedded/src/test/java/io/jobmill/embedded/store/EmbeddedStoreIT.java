// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class EmbeddedStoreIT extends LocalStoreContract {
  @Override
  LocalStore open(Path folder) {
    return EmbeddedStore.in(folder, 0);
  }

  @Test
  void startsEmptyInMemory() {
    try (LocalStore store = EmbeddedStore.inMemory();
        MongoClient client = MongoClients.create(store.uri())) {
      var collection = client.getDatabase("test").getCollection("any");
      collection.insertOne(new Document("_id", 1));

      assertThat(collection.countDocuments()).isEqualTo(1);
    }
  }

  @Test
  void saysWhichPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> EmbeddedStore.in(folder, port))
          .isInstanceOf(StoreStartException.class)
          .hasMessageStartingWith(
              "port %d on 127.0.0.1 cannot be used for the store".formatted(port));
    }
  }
}
