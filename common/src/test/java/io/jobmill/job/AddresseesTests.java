// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.Addressees.Candidate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddresseesTests {

  private static final List<Candidate> CANDIDATES =
      List.of(
          new Candidate("2", "web-02", Map.of("group", "web.eu")),
          new Candidate("1", "web-01", Map.of("group", "web")),
          new Candidate("3", "db-01", Map.of("group", "db")));

  @Test
  void findsThemByNameInTheOrderOfTheirNames() {
    assertThat(meant("_all")).containsExactly("db-01", "web-01", "web-02");
    assertThat(meant("group:web")).containsExactly("web-01", "web-02");
    assertThat(meant("WEB-02")).containsExactly("web-02");
    assertThat(meant("web-03")).isEmpty();
  }

  @Test
  void findsOneOfAHostname() {
    List<Candidate> twins =
        List.of(new Candidate("b", "web", Map.of()), new Candidate("a", "web", Map.of()));

    assertThat(Addressees.of(new Target("web"), twins))
        .containsExactly(new ExpectedWorker("a", "web"));
    assertThat(Addressees.of(Target.ALL, twins)).hasSize(2);
  }

  @Test
  void numbersTheWorkersOfAHost() {
    Map<String, String> hosts = new LinkedHashMap<>();
    hosts.put("a", "web");
    hosts.put("b", "db");
    hosts.put("c", "Web");

    assertThat(Addressees.names(hosts))
        .containsEntry("a", "web")
        .containsEntry("b", "db")
        .containsEntry("c", "Web#2");
  }

  private static List<String> meant(String target) {
    return Addressees.of(new Target(target), CANDIDATES).stream()
        .map(ExpectedWorker::hostname)
        .toList();
  }
}
