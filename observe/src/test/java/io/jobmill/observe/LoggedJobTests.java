// SPDX-License-Identifier: Apache-2.0
package io.jobmill.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LoggedJobTests {

  private static final LoggedJob ATTEMPT = LoggedJob.of("j1", 2, "4bf9").on("host-1");

  @Test
  void namesTheJobWhileItIsWorkedOnAndNoLonger() {
    Map<String, String> during = ATTEMPT.during(MDC::getCopyOfContextMap);

    assertThat(during)
        .isEqualTo(Map.of("job", "j1", "attempt", "2", "worker", "host-1", "traceId", "4bf9"));
    assertThat(MDC.get("job")).isNull();
    assertThat(MDC.get("traceId")).isNull();
  }

  @Test
  void aJobWithinAnotherOnesWorkIsNamedAlone() {
    ATTEMPT.during(
        () -> {
          LoggedJob.of("j2", null)
              .during(
                  () -> {
                    assertThat(MDC.get("job")).isEqualTo("j2");
                    assertThat(MDC.get("attempt")).isNull();
                    assertThat(MDC.get("worker")).isNull();
                  });
          assertThat(MDC.get("job")).isEqualTo("j1");
          assertThat(MDC.get("attempt")).isEqualTo("2");
        });
  }

  @Test
  void forgetsTheJobWhoseWorkThrows() {
    assertThatThrownBy(
            () ->
                ATTEMPT.during(
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");

    assertThat(MDC.get("job")).isNull();
  }

  @Test
  void aPlainLineNamesWhatIsKnownOfTheJob() {
    assertThat(ATTEMPT.during(LoggedJobTests::line))
        .isEqualTo("job=j1 attempt=2 worker=host-1 trace=4bf9 said");
    assertThat(LoggedJob.of("j1", "4bf9").during(LoggedJobTests::line))
        .isEqualTo("job=j1 trace=4bf9 said");
    assertThat(LoggedJob.of("j1", 2, null).during(LoggedJobTests::line))
        .isEqualTo("job=j1 attempt=2 said");
    assertThat(line()).isEqualTo("said");
  }

  private static String line() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    PatternLayout layout = new PatternLayout();
    layout.setContext(context);
    layout.setPattern(LogLine.JOB_PATTERN + "%msg");
    layout.start();
    return layout.doLayout(
        new LoggingEvent("", context.getLogger("test"), Level.INFO, "said", null, null));
  }
}
