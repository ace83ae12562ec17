// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import java.util.ArrayList;
import java.util.List;

/** Writes that survive the loss of a server once they return. */
final class Durable {

  /** In any order: one that fails does not keep the others from being tried. */
  static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

  private static final WriteConcern MAJORITY = WriteConcern.MAJORITY.withJournal(true);

  private Durable() {}

  /**
   * The collection, so that a write has succeeded only when a majority of the replica set has it on
   * disk. With less, a position could outlive the views it covers when the primary changes.
   */
  static <T> MongoCollection<T> of(MongoCollection<T> collection) {
    return collection.withWriteConcern(MAJORITY);
  }

  /** Inserts what is not there yet; what is there stays as it is. */
  static <T> void insertMissing(MongoCollection<T> collection, List<T> documents) {
    if (documents.isEmpty()) {
      return;
    }
    List<InsertOneModel<T>> models = new ArrayList<>(documents.size());
    documents.forEach(document -> models.add(new InsertOneModel<>(document)));
    try {
      of(collection).bulkWrite(models, UNORDERED);
    } catch (MongoBulkWriteException e) {
      duplicates(e);
    }
  }

  /**
   * The indexes of the writes that met a document of the same id.
   *
   * @throws MongoBulkWriteException the same, if anything else failed
   */
  static List<Integer> duplicates(MongoBulkWriteException failure) {
    List<Integer> duplicates = new ArrayList<>();
    for (BulkWriteError error : failure.getWriteErrors()) {
      if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw failure;
      }
      duplicates.add(error.getIndex());
    }
    if (failure.getWriteConcernError() != null) {
      throw failure;
    }
    return duplicates;
  }
}
