// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks only at the documents that an index names when one of the conditions of a query is on that
 * index. The library uses an index only for a query that is about nothing else, and otherwise goes
 * through every document: also for the replacement of one document by its id that is guarded by a
 * second condition.
 */
final class IndexedCollection extends H2Collection {

  /** Where the collection is kept. */
  record Maps(MVMap<Object, Document> data, MVMap<String, Object> meta) {}

  IndexedCollection(
      MongoDatabase database,
      String name,
      CollectionOptions options,
      Maps maps,
      CursorRegistry cursors) {
    super(database, name, options, maps.data(), maps.meta(), cursors);
  }

  @Override
  protected QueryResult queryDocuments(
      Document query,
      @Nullable Document order,
      int skip,
      int limit,
      int batchSize,
      @Nullable Document fields) {
    Optional<Iterable<Object>> found = conditions(query).flatMap(this::positions).findFirst();
    return found.isPresent()
        ? matchDocuments(query, found.get(), order, skip, limit, batchSize, fields)
        : super.queryDocuments(query, order, skip, limit, batchSize, fields);
  }

  /** Each of them has to hold of a document that the query finds. */
  private static Stream<Document> conditions(Document query) {
    return query.entrySet().stream()
        .flatMap(
            condition ->
                condition.getKey().equals("$and")
                        && condition.getValue() instanceof Collection<?> all
                    ? all.stream()
                        .filter(Document.class::isInstance)
                        .flatMap(each -> conditions((Document) each))
                    : Stream.of(new Document(condition.getKey(), condition.getValue())));
  }

  private Stream<Iterable<Object>> positions(Document condition) {
    return getIndexes().stream()
        .filter(index -> index.canHandle(condition))
        .map(index -> index.getPositions(condition));
  }
}
