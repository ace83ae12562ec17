// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.jobmill.view.JobView;
import org.bson.Document;
import org.bson.codecs.configuration.CodecRegistries;

/**
 * The collections of the read model. Only the projector writes to them, and everything in them can
 * be made again by replaying the topics. Thread-safe.
 */
public final class ViewDatabase {

  private final MongoDatabase database;

  public ViewDatabase(MongoClient client, String name) {
    this.database =
        client
            .getDatabase(name)
            .withCodecRegistry(
                CodecRegistries.fromRegistries(
                    CodecRegistries.fromCodecs(new JobViewCodec(), new HistoryRowCodec()),
                    client.getCodecRegistry()));
  }

  /** One document a job: its {@link JobView}. */
  public MongoCollection<JobView> jobs() {
    return database.getCollection("jobs", JobView.class);
  }

  /** One document a run, under its history id. */
  public MongoCollection<HistoryRow> runs() {
    return database.getCollection("runs", HistoryRow.class);
  }

  /** What runs handed back, under {@link StorageIds#result}. */
  public MongoCollection<Document> results() {
    return database.getCollection("results");
  }

  /** Log chunks, under {@link StorageIds#logChunk}. */
  public MongoCollection<Document> logs() {
    return database.getCollection("logs");
  }

  /** How far each partition has been projected, under {@link StorageIds#position}. */
  public MongoCollection<Document> positions() {
    return database.getCollection("positions");
  }

  /** Up to when every request is projected, under the number of the events partition. */
  public MongoCollection<Document> watermarks() {
    return database.getCollection("watermarks");
  }

  /** When jobs of a template were let through, under its name in lower case. */
  public MongoCollection<Document> rates() {
    return database.getCollection("rates");
  }

  /** How many jobs of each status there are, under the number of the events partition. */
  public MongoCollection<Document> statusCounts() {
    return database.getCollection("status_counts");
  }

  /**
   * Makes the indexes that are missing. Safe to repeat, and from several processes at once.
   *
   * @throws com.mongodb.MongoException if the server cannot be reached or refuses
   */
  public void ensureIndexes() {
    new StoreIndexes(jobs(), runs()).ensure(isEmbedded());
  }

  /** Whether the server is the embedded store, which has fewer abilities than MongoDB. */
  public boolean isEmbedded() {
    Document build = database.runCommand(new Document("buildInfo", 1));
    return !build.containsKey("allocator");
  }
}
