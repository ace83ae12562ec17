// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Workers as jobs address them. */
public final class Addressees {

  private Addressees() {}

  /**
   * A worker that may be meant.
   *
   * @param name by which targets can find it, see {@link #names}
   */
  public record Candidate(String id, String name, Map<String, String> labels) {}

  /**
   * Those that the target means, by name; of a hostname one at most.
   *
   * @param candidates the workers that could run the job
   */
  public static List<ExpectedWorker> of(Target target, Collection<Candidate> candidates) {
    List<ExpectedWorker> meant = new ArrayList<>();
    candidates.stream()
        .sorted(Comparator.comparing(Candidate::name).thenComparing(Candidate::id))
        .filter(worker -> target.matches(worker.id(), worker.name(), worker.labels()))
        .forEach(worker -> meant.add(new ExpectedWorker(worker.id(), worker.name())));
    return target.isHost() && meant.size() > 1 ? List.of(meant.get(0)) : meant;
  }

  /**
   * The names of workers: that of their host, and of several with the same one the second is {@code
   * host#2}.
   *
   * @param hostnames by worker id, in the order in which they are numbered
   */
  public static Map<String, String> names(Map<String, String> hostnames) {
    Map<String, Integer> onHost = new HashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    hostnames.forEach(
        (id, host) -> {
          int number = onHost.merge(host.toLowerCase(Locale.ROOT), 1, Integer::sum);
          names.put(id, number == 1 ? host : host + "#" + number);
        });
    return names;
  }
}
