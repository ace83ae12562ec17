// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import io.jobmill.gateway.problem.Outage;
import io.jobmill.gateway.problem.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the store, and says in the caller's terms why there is no answer. */
final class StoreQuestions {

  private static final Logger log = LoggerFactory.getLogger(StoreQuestions.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Outage outage;

  StoreQuestions(Outage outage) {
    this.outage = outage;
  }

  /**
   * @throws Refusal 503 where the store is away; 400 where it gave up because the question takes
   *     longer than it was given
   */
  <T> T ask(Supplier<T> question) {
    return askShortly(question).orElseThrow(StoreQuestions::tooLong);
  }

  /**
   * Empty where the store gave up because the question takes longer than it was given.
   *
   * @throws Refusal 503 where the store is away
   */
  <T> Optional<T> askShortly(Supplier<T> question) {
    if (!outage.mayTry()) {
      throw away();
    }
    try {
      T answer = question.get();
      outage.over();
      return Optional.of(answer);
    } catch (MongoExecutionTimeoutException e) {
      outage.over();
      return Optional.empty();
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

  static Refusal tooLong() {
    return Refusal.badRequest(
        "this list takes too long to find among so many; ask for a shorter time, for what an index finds (status, template, pool, worker), or for fewer before it");
  }

  private static Refusal away() {
    return Refusal.unavailable("the job store does not answer; try again", RETRY);
  }
}
