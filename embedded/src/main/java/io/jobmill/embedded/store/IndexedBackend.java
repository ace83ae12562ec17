// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import org.h2.mvstore.MVStore;

/** Collections that use an index also where it answers only a part of a query. Thread-safe. */
class IndexedBackend extends H2Backend {

  IndexedBackend(MVStore store) {
    super(store);
  }

  /** An empty one, that is forgotten when it is closed. */
  static IndexedBackend forgetful() {
    return new IndexedBackend(MVStore.open(null));
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new Database(name);
  }

  /** An inner class: its collections are opened while its own constructor is still running. */
  private final class Database extends H2Database {

    Database(String name) {
      super(name, getMvStore(), getCursorRegistry());
    }

    /** The maps are named as {@link H2Database} names them, which also removes them. */
    @Override
    protected MongoCollection<Object> openOrCreateCollection(
        String name, CollectionOptions options) {
      String namespace = getFullCollectionNamespace(name);
      return new IndexedCollection(
          this,
          name,
          options,
          new IndexedCollection.Maps(
              getMvStore().openMap("databases." + namespace),
              getMvStore().openMap("meta." + namespace)),
          cursorRegistry);
    }
  }
}
