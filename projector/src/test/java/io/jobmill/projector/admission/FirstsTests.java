// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.JobId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FirstsTests {

  private record Asked(JobId id, int number) {}

  private final JobId a = new JobId(new UUID(0, 1));
  private final JobId b = new JobId(new UUID(0, 2));

  @Test
  void takesTheFirstOfEachAndLeavesOutWhatIsKnown() {
    List<Asked> asked = List.of(new Asked(a, 1), new Asked(b, 2), new Asked(a, 3), new Asked(b, 4));

    assertThat(Firsts.of(asked, Asked::id, id -> false))
        .containsExactly(new Asked(a, 1), new Asked(b, 2));
    assertThat(Firsts.of(asked, Asked::id, b::equals)).containsExactly(new Asked(a, 1));
    assertThat(Firsts.of(asked, Asked::id, id -> true)).isEmpty();
  }

  /** Reading may begin anew at any place: what was taken before is known by then. */
  @Test
  void takesEachOnceHoweverTheRequestsAreCutAndReadAgain() {
    long seed = Long.getLong("jobmill.test.seed", System.nanoTime());
    Random random = new Random(seed);
    List<Asked> asked = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      asked.add(new Asked(new JobId(new UUID(0, random.nextInt(50))), i));
    }

    Set<JobId> known = new HashSet<>();
    List<Asked> taken = new ArrayList<>();
    int next = 0;
    while (next < asked.size()) {
      int end = Math.min(asked.size(), next + 1 + random.nextInt(40));
      List<Asked> firsts = Firsts.of(asked.subList(next, end), Asked::id, known::contains);
      taken.addAll(firsts);
      firsts.forEach(first -> known.add(first.id()));
      next = random.nextInt(4) == 0 ? random.nextInt(end) : end;
    }

    assertThat(taken).as("seed %d", seed).extracting(Asked::id).doesNotHaveDuplicates().hasSize(50);
    assertThat(taken)
        .as("seed %d", seed)
        .allSatisfy(
            first ->
                assertThat(asked.stream().filter(each -> each.id().equals(first.id())).findFirst())
                    .contains(first));
  }
}
