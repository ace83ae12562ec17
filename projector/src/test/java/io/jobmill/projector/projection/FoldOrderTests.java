// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import static io.jobmill.projector.projection.History.START;
import static io.jobmill.projector.projection.History.first;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.view.JobView;
import io.jobmill.view.TimelineEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The queue reader and the worker report independently, so {@code received} can come at any point.
 */
class FoldOrderTests {

  private static final String[] TIMES = {
    "applied",
    "updatedAt",
    "startedAt",
    "endedAt",
    "dueAt",
    "holder",
    "timeline",
    "runs.historyId",
    "runs.startedAt",
    "runs.endedAt",
    "runs.applied"
  };

  static Stream<List<JobEvent>> whatAWorkerSays() {
    History taken = first().delivery(2).by("w2");
    return Stream.of(
        List.of(first().started()),
        List.of(first().started(), first().succeeded()),
        List.of(first().started(), first().unclaimed()),
        List.of(first().started(), first().unclaimed(), taken.started(), taken.succeeded()),
        List.of(first().started(), taken.started(), first().succeeded(), taken.succeeded()),
        List.of(first().started(), first().handedBack()),
        List.of(first().started(), first().failed(Duration.ofSeconds(9))),
        List.of(first().started(), first().lost(), first().succeeded()),
        List.of(first().deferred(START.plusSeconds(500))),
        List.of(first().deferred(null)),
        List.of(first().rejected()),
        List.of(first().expired()),
        List.of(first().started(), taken.expired()),
        List.of(first().started(), taken.rejected()));
  }

  @ParameterizedTest
  @MethodSource("whatAWorkerSays")
  void receivedGivesTheSameViewWheneverItComes(List<JobEvent> events) {
    List<JobEvent> inOrder = with(events, 0);
    JobView expected = History.fold(inOrder);

    for (int place = 1; place <= events.size(); place++) {
      JobView view = History.fold(with(events, place));

      assertThat(view)
          .as("received after %d of %d", place, events.size())
          .usingRecursiveComparison()
          .ignoringFields(TIMES)
          .isEqualTo(expected);
      assertThat(entries(view)).isEqualTo(entries(expected));
      assertThat(view.dueAt() == null).isEqualTo(expected.dueAt() == null);
      assertThat(view.holder() == null).isEqualTo(expected.holder() == null);
    }
  }

  private static List<JobEvent> with(List<JobEvent> events, int place) {
    List<JobEvent> all = new ArrayList<>(events);
    all.add(place, first().received());
    return all;
  }

  private static List<List<Object>> entries(JobView view) {
    return view.timeline().stream()
        .sorted(Comparator.comparing(TimelineEntry::type).thenComparing(TimelineEntry::by))
        .map(entry -> List.<Object>of(entry.type(), entry.attempt(), entry.late()))
        .toList();
  }
}
