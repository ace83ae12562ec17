// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import io.jobmill.store.Fields;
import io.jobmill.store.StorageIds;
import io.jobmill.store.ViewDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.bson.Document;

/**
 * How far the store covers the partitions of one topic. Kept beside what it covers and written
 * after it, so that a store that lost its last second, or everything, is filled again from where it
 * stands. A position is only ever moved on from where it was known to be, so that a store that lost
 * something while this process runs is noticed. Thread-safe.
 */
public final class Positions {

  private final ViewDatabase database;
  private final String topic;
  private final String topicId;
  private final Map<Integer, Long> known = new ConcurrentHashMap<>();

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
  public void check(int partitions) {
    stored(IntStream.range(0, partitions).boxed().toList());
  }

  /**
   * The offsets to go on at; a partition that was never read is absent.
   *
   * @throws ForeignTopicException as {@link #check}
   */
  public Map<Integer, Long> next(Collection<Integer> partitions) {
    Map<Integer, Long> next = stored(partitions);
    known.keySet().removeAll(partitions);
    known.putAll(next);
    return next;
  }

  /**
   * Looks whether the positions of these partitions are still as they are known.
   *
   * @throws PositionsMovedException if not
   */
  public void verify(Collection<Integer> partitions) {
    Map<Integer, Long> expected = new HashMap<>(known);
    expected.keySet().retainAll(partitions);
    Map<Integer, Long> stored = stored(partitions);
    if (!stored.equals(expected)) {
      throw new PositionsMovedException(topic, expected, stored);
    }
  }

  private Map<Integer, Long> stored(Collection<Integer> partitions) {
    Map<String, Integer> ids = new HashMap<>();
    partitions.forEach(partition -> ids.put(StorageIds.position(topic, partition), partition));
    Map<Integer, Long> next = new HashMap<>();
    for (Document position : database.positions().find(Filters.in(Fields.ID, ids.keySet()))) {
      String filledFrom = position.getString(Fields.TOPIC_ID);
      if (!topicId.equals(filledFrom)) {
        String name = database.positions().getNamespace().getDatabaseName();
        throw new ForeignTopicException(topic, name, String.valueOf(filledFrom), topicId);
      }
      Integer partition = ids.get(position.getString(Fields.ID));
      if (partition != null) {
        next.put(partition, position.get(Fields.NEXT, Number.class).longValue());
      }
    }
    return next;
  }

  /**
   * Everything before these offsets is in the store.
   *
   * @throws PositionsMovedException if one of them was not where it is known to be; any of the
   *     others may have been written
   */
  public void write(Map<Integer, Long> next) {
    if (next.isEmpty()) {
      return;
    }
    if (!movedOn(next)) {
      // It may be that an earlier try has arrived after all.
      Map<Integer, Long> stored = stored(next.keySet());
      if (!stored.equals(next)) {
        throw new PositionsMovedException(topic, next, stored);
      }
    }
    known.putAll(next);
  }

  private boolean movedOn(Map<Integer, Long> next) {
    List<WriteModel<Document>> models = new ArrayList<>(next.size());
    next.forEach((partition, offset) -> models.add(model(partition, offset)));
    long replaced = models.stream().filter(ReplaceOneModel.class::isInstance).count();
    try {
      return Durable.of(database.positions()).bulkWrite(models, Durable.UNORDERED).getMatchedCount()
          == replaced;
    } catch (MongoBulkWriteException e) {
      Durable.duplicates(e);
      return false;
    }
  }

  private WriteModel<Document> model(int partition, long offset) {
    String id = StorageIds.position(topic, partition);
    Document position =
        new Document(Fields.ID, id).append(Fields.NEXT, offset).append(Fields.TOPIC_ID, topicId);
    Long before = known.get(partition);
    return before == null
        ? new InsertOneModel<>(position)
        : new ReplaceOneModel<>(
            Filters.and(Filters.eq(Fields.ID, id), Filters.eq(Fields.NEXT, before)), position);
  }
}
