// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.event.JobEvent;
import io.jobmill.event.Outcome;
import io.jobmill.job.TimeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Any events in any order: also such as no worker would ever send. */
final class RandomHistory {

  private static final List<Outcome> OUTCOMES =
      List.of(Outcome.SUCCEEDED, Outcome.WARNING, Outcome.FAILED);

  private RandomHistory() {}

  static List<JobEvent> of(Random random, int length) {
    List<JobEvent> events = new ArrayList<>();
    events.add(History.first().received());
    while (events.size() < length) {
      events.add(event(random, someone(random)));
    }
    return events;
  }

  private static History someone(Random random) {
    History history = History.first();
    if (random.nextInt(3) == 0) {
      history = history.attempt(1 + random.nextInt(3));
    }
    if (random.nextInt(4) == 0) {
      history = history.ask(1 + random.nextInt(3));
    }
    if (random.nextInt(5) == 0) {
      history = history.at(900 + random.nextInt(2));
    }
    return history.delivery(1 + random.nextInt(3)).by("w" + random.nextInt(2));
  }

  private static JobEvent event(Random random, History history) {
    if (random.nextInt(30) == 0) {
      return wish(random, history);
    }
    return switch (random.nextInt(20)) {
      case 0, 1, 2 -> history.received();
      case 3, 4, 5, 6, 7 -> history.started();
      case 8, 9 -> history.deferred(null);
      case 10 -> history.deferred(History.START.plusSeconds(random.nextInt(100)));
      case 11, 12 -> history.unclaimed();
      case 13, 14, 15 -> history.lost();
      case 16, 17 -> history.handedBack();
      case 18 ->
          random.nextInt(8) == 0
              ? history.rejected()
              : history.progressed(random.nextInt(101), random.nextInt(5));
      default ->
          random.nextInt(4) == 0
              ? history.ended(OUTCOMES.get(random.nextInt(3)))
              : history.failed(Duration.ofSeconds(1 + random.nextInt(100)));
    };
  }

  private static JobEvent wish(Random random, History history) {
    return switch (random.nextInt(11)) {
      case 8 -> history.expired();
      case 9 -> history.expiredSaysUpkeep(TimeLimit.QUEUE);
      case 10 -> history.expiredSaysUpkeep(TimeLimit.TOTAL);
      case 0 -> history.cancelRequested();
      case 1, 2 -> history.cancelled();
      case 3 -> history.cancelledByUpkeep();
      case 4 -> history.deleted();
      case 5 -> history.retried();
      default ->
          history.acknowledged(
              History.position(random.nextInt(60)).historyId(),
              History.position(random.nextInt(60)).historyId());
    };
  }
}
