// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.event.Origin;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Trace;
import java.time.Clock;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TraceHeadersTests {

  private static final JobId ID = JobId.of("019ca945-0a7b-7c3d-9e5f-0123456789ab");
  private static final Trace TRACE =
      new Trace("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "congo=t61rcWkgMzE");
  private static final Trace OTHER =
      new Trace("00-11111111111111111111111111111111-2222222222222222-00", null);

  private final Headers headers = new RecordHeaders();

  @Test
  void readsWhatItWrites() {
    TraceHeaders.write(headers, TRACE);

    assertThat(TraceHeaders.read(headers, JobRequest.forTemplate("t")).trace()).isEqualTo(TRACE);
  }

  @Test
  void aHeaderComesBeforeWhatTheRequestSays() {
    TraceHeaders.write(headers, TRACE);

    assertThat(TraceHeaders.read(headers, JobRequest.forTemplate("t").traced(OTHER)).trace())
        .isEqualTo(TRACE);
  }

  @Test
  void aHeaderThatIsNotValidIsIgnored() {
    headers.add("traceparent", "00-nonsense".getBytes(UTF_8));
    headers.add("tracestate", "congo=t61rcWkgMzE".getBytes(UTF_8));

    assertThat(TraceHeaders.read(headers, JobRequest.forTemplate("t")).trace()).isNull();
    assertThat(TraceHeaders.read(headers, JobRequest.forTemplate("t").traced(OTHER)).trace())
        .isEqualTo(OTHER);
  }

  @Test
  void aHeaderWithoutAValueIsIgnored() {
    headers.add("traceparent", null);

    assertThat(TraceHeaders.read(headers, JobRequest.forTemplate("t")).trace()).isNull();
  }

  @Test
  void anEventNamesTheTraceOfItsJobOrTheJobsOwn() {
    EventRecords events = new EventRecords("events", new Origin("w", "i"), Clock.systemUTC());

    assertThat(parentOf(events, TRACE)).isEqualTo(TRACE.parent());
    assertThat(parentOf(events, null)).isEqualTo(Trace.ofJob(ID).parent());
  }

  private static String parentOf(EventRecords events, @Nullable Trace trace) {
    var event = new JobEvent.Deleted(events.envelope(ID, 1, 1, trace), "somebody");
    return new String(events.record(event).headers().lastHeader("traceparent").value(), UTF_8);
  }
}
