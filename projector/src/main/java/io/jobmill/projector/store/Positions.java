// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.jobmill.store.Fields;
import io.jobmill.store.StorageIds;
import io.jobmill.store.ViewDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * How far the store covers the partitions of one topic. Kept beside what it covers and written
 * after it, so that a store that lost its last second, or everything, is filled again from where it
 * stands.
 */
public final class Positions {

  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final ViewDatabase database;
  private final String topic;
  private final String topicId;

  /**
   * @param topicId tells this topic from another of the same name
   */
  public Positions(ViewDatabase database, String topic, String topicId) {
    this.database = database;
    this.topic = topic;
    this.topicId = topicId;
  }

  /**
   * Makes sure that the store was filled from this very topic.
   *
   * @param partitions how many the topic has
   * @throws ForeignTopicException if it was filled from another one, whose offsets mean nothing
   *     here
   */
  public void check(int partitions, String databaseName) {
    List<String> ids = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      ids.add(StorageIds.position(topic, partition));
    }
    for (Document position : database.positions().find(Filters.in(Fields.ID, ids))) {
      if (!topicId.equals(position.getString(Fields.TOPIC_ID))) {
        throw new ForeignTopicException(
            topic, databaseName, position.getString(Fields.TOPIC_ID), topicId);
      }
    }
  }

  /** The offsets to go on at; a partition that was never read is absent. */
  public Map<Integer, Long> next(Collection<Integer> partitions) {
    Map<String, Integer> ids = new HashMap<>();
    partitions.forEach(partition -> ids.put(StorageIds.position(topic, partition), partition));
    Map<Integer, Long> next = new HashMap<>();
    for (Document position : database.positions().find(Filters.in(Fields.ID, ids.keySet()))) {
      Integer partition = ids.get(position.getString(Fields.ID));
      if (partition != null) {
        next.put(partition, position.get(Fields.NEXT, Number.class).longValue());
      }
    }
    return next;
  }

  /** Everything before these offsets is in the store. */
  public void write(Map<Integer, Long> next) {
    if (next.isEmpty()) {
      return;
    }
    List<ReplaceOneModel<Document>> models = new ArrayList<>(next.size());
    next.forEach(
        (partition, offset) -> {
          String id = StorageIds.position(topic, partition);
          Document position =
              new Document(Fields.ID, id)
                  .append(Fields.NEXT, offset)
                  .append(Fields.TOPIC_ID, topicId);
          models.add(new ReplaceOneModel<>(Filters.eq(Fields.ID, id), position, UPSERT));
        });
    Durable.of(database.positions()).bulkWrite(models, Durable.UNORDERED);
  }
}
