// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import com.mongodb.MongoException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import io.jobmill.event.LogChunk;
import io.jobmill.gateway.problem.Outage;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.JobId;
import io.jobmill.store.JobViews;
import io.jobmill.store.JobViews.StoredResult;
import io.jobmill.store.LogChunks;
import io.jobmill.store.ViewDatabase;
import io.jobmill.store.Watermarks;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The read model in MongoDB. */
final class MongoStoredJobs implements StoredJobs {

  private static final Logger log = LoggerFactory.getLogger(MongoStoredJobs.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Outage outage;
  private final JobViews views;
  private final LogChunks chunks;
  private final Watermarks watermarks;

  MongoStoredJobs(ViewDatabase database, Outage outage) {
    this.outage = outage;
    this.views = new JobViews(database);
    this.chunks = new LogChunks(database);
    this.watermarks = new Watermarks(database);
  }

  @Override
  public Optional<JobView> find(JobId id) {
    return asking(() -> views.find(id));
  }

  @Override
  public Optional<StoredResult> result(JobId id, Run run) {
    return asking(() -> views.result(id, run));
  }

  @Override
  public List<LogChunk> chunks(JobId id, Run run, int first, int most) {
    return asking(() -> chunks.read(id, run, first, most));
  }

  @Override
  public Optional<Instant> projectedThrough(JobId id) {
    return asking(() -> watermarks.through(partition(id)));
  }

  /** Where Kafka's own partitioner puts the events of a job. */
  static int partition(JobId id) {
    byte[] key = id.toString().getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % Topics.EVENT_PARTITIONS;
  }

  private <T> T asking(Supplier<T> question) {
    if (!outage.mayTry()) {
      throw away();
    }
    try {
      T answer = question.get();
      outage.over();
      return answer;
    } catch (MongoTimeoutException | MongoSocketException e) {
      if (outage.begins()) {
        log.warn("the job store does not answer reason={}", e.getMessage());
      }
      throw away();
    } catch (MongoException e) {
      log.warn("the job store refuses a question reason={}", e.getMessage());
      throw away();
    }
  }

  private static Refusal away() {
    return Refusal.unavailable("the job store does not answer; try again", RETRY);
  }
}
