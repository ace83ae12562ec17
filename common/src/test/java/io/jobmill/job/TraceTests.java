// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTests {

  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void keepsWhatIsValid() {
    assertThat(Trace.of(PARENT, "congo=t61rcWkgMzE,rojo@a1-_*/=00f067aa0ba902b7"))
        .hasValueSatisfying(
            trace -> {
              assertThat(trace.parent()).isEqualTo(PARENT);
              assertThat(trace.id()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
              assertThat(trace.state()).isEqualTo("congo=t61rcWkgMzE,rojo@a1-_*/=00f067aa0ba902b7");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "0x-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more",
        " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n"
      })
  void ignoresWhatIsNotValid(String traceparent) {
    assertThat(Trace.of(traceparent, "congo=t61rcWkgMzE")).isEmpty();
  }

  @Test
  void readsALaterVersionAsTheOneItKnows() {
    assertThat(Trace.of("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-ff-what.comes", null))
        .contains(new Trace("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-03", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " , ",
        "no-value",
        "Upper=1",
        "a=b=c",
        "a=\t",
        "a=\u00e4",
        "=1",
        "a=1;b=2=3",
        "a=1,b",
        "a@1b=2"
      })
  void leavesOutAStateThatIsNotValidAndKeepsTheParent(String tracestate) {
    assertThat(Trace.of(PARENT, tracestate)).contains(new Trace(PARENT, null));
  }

  @Test
  void leavesOutAStateThatIsLongerThanItsLimitOrHasTooManyMembers() {
    assertThat(stateOf("a=" + "1".repeat(256))).isNotNull();
    assertThat(stateOf("a=" + "1".repeat(257))).isNull();
    assertThat(stateOf(members(32))).isNotNull();
    assertThat(stateOf(members(33))).isNull();
    assertThat(stateOf("a=%s,b=%<s,c=%<s".formatted("1".repeat(200)))).isNull();
  }

  @Test
  void aJobThatWasGivenNoneHasItsIdForATrace() {
    JobId id = JobId.of("019ca945-0a7b-7c3d-9e5f-0123456789ab");

    Trace own = Trace.ofJob(id);

    assertThat(own.id()).isEqualTo("019ca9450a7b7c3d9e5f0123456789ab");
    assertThat(Trace.of(own.parent(), own.state())).contains(own);
    assertThat(Trace.of(id, JobRequest.forTemplate("t"))).isEqualTo(own);
    assertThat(Trace.of(id, JobRequest.forTemplate("t").traced(new Trace(PARENT, null))))
        .isEqualTo(new Trace(PARENT, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000-0000-0000-0000-000000000000",
        "019ca945-0a7b-7c3d-0000-000000000000",
        "00000000-0000-0000-0000-000000000001"
      })
  void anyJobIdGivesAValidTrace(String id) {
    Trace own = Trace.ofJob(JobId.of(id));

    assertThat(Trace.of(own.parent(), null)).contains(own);
  }

  @Test
  void everyAttemptOfAJobIsAPartOfItsTraceAndANewJobIsNot() {
    Trace trace = new Trace(PARENT, "congo=t61rcWkgMzE");
    JobRequest request = JobRequest.forTemplate("t").traced(trace);

    assertThat(request.nextAttempt(true).trace()).isEqualTo(trace);
    assertThat(request.askedAgain().forAnyone().trace()).isEqualTo(trace);
    assertThat(request.anew(JobId.of("019ca945-0a7b-7c3d-9e5f-0123456789ab")).trace()).isNull();
  }

  private static @Nullable String stateOf(String tracestate) {
    return Trace.of(PARENT, tracestate).orElseThrow().state();
  }

  private static String members(int count) {
    return IntStream.range(0, count).mapToObj(i -> "a" + i + "=1").collect(Collectors.joining(","));
  }
}
