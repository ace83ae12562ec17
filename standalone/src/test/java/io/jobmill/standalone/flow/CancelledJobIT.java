// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.Command;
import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.event.Origin;
import io.jobmill.job.JobId;
import io.jobmill.testkit.time.Await;
import io.jobmill.wire.CommandCodec;
import io.jobmill.wire.JobEventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a job that nobody wants any more. */
class CancelledJobIT {

  @TempDir Path temp;

  @Test
  void aRunningJobIsStoppedWithItsChildrenAndAPendingOneNeverRuns() throws Exception {
    Path data = temp.resolve("data");
    Path pid = temp.resolve("pid");
    Path templates = TestTemplates.withChild(temp, pid);
    String pending;

    try (StandaloneServer server = StandaloneServer.up(data, templates)) {
      JobmillApi api = server.api();
      String running = api.trigger("parent");
      Await.until("the child runs", () -> Files.exists(pid));
      String child = Files.readString(pid).strip();
      assertThat(runs(child)).isTrue();

      cancel(server, running);

      awaitCancelled(api, running);
      assertThat(runs(child)).isFalse();
      assertThat(api.log(running)).isEqualTo("ERROR: stopped: the job was cancelled\n");
      assertThat(api.job(running).get("error").asString()).isEqualTo("cancelled by tester: a test");
      assertThat(api.timeline(running))
          .containsSubsequence("started", "cancel_requested", "cancelled");

      pending = api.trigger("elsewhere");
      api.awaitStatus(pending, "Pending");
      Await.until("it is seen", () -> api.timeline(pending).contains("received"));
      cancel(server, pending);
      awaitCancelled(api, pending);
    }

    Map<String, String> morePools = Map.of("JOBMILL_WORKER_POOLS", "default,elsewhere");
    try (StandaloneServer server = StandaloneServer.up(data, templates, morePools)) {
      JobmillApi api = server.api();
      api.awaitStatus(api.trigger("elsewhere"), "Succeeded");
      awaitCancelled(api, pending);
      assertThat(EventTopic.typesByJob(server.kafka()).get(pending))
          .isEqualTo(List.of("received", "cancel_requested", "cancelled"));
    }
  }

  private static void awaitCancelled(JobmillApi api, String id) {
    Await.untilAsserted(
        "job " + id + " is cancelled",
        () -> assertThat(api.job(id).get("status").asString()).isEqualTo("cancelled"));
  }

  /** A dead process that nobody has asked about yet is a zombie, and does not run. */
  private static boolean runs(String pid) throws IOException {
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
    Path state = Path.of("/proc", pid, "stat");
    return process.filter(ProcessHandle::isAlive).isPresent()
        && !(Files.exists(state) && Files.readString(state).contains(") Z "));
  }

  /** The command first, as a gateway does it. */
  private static void cancel(StandaloneServer server, String id) throws Exception {
    JobId job = JobId.of(id);
    Envelope envelope = new Envelope(job, 1, 1, new Origin("test", "1"), 1, Instant.EPOCH);
    try (JobProducer producer = new JobProducer(server.kafka())) {
      producer.write("commands", id, CommandCodec.encode(Command.cancel(job)));
      producer.write(
          "events",
          id,
          JobEventCodec.encode(new JobEvent.CancelRequested(envelope, "tester", "a test")));
    }
  }
}
