// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.LogLevel;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.LiveDocument;
import io.jobmill.gateway.testing.LiveDocument.Documented;
import io.jobmill.gateway.testing.Reply;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobStatus;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer that is documented is given, and looks as it is documented. */
class OtterDescriptionTests {

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();

  static List<Documented> documented() {
    return LiveDocument.of("otter", RunningGateway.emptied().http()).answers();
  }

  @BeforeEach
  void template() {
    gateway.template(Samples.ablast());
  }

  @ParameterizedTest
  @MethodSource("documented")
  void isGivenAsDocumented(Documented answer) {
    Reply given = ask(answer);

    assertThat(LiveDocument.of("otter", http).problems(answer, given)).isEmpty();
  }

  private Reply ask(Documented answer) {
    return switch (answer.status()) {
      case 200 -> send(answer, good(answer));
      case 400 -> send(answer, "x=1");
      case 403 -> send(answer, good(answer) + "&key=wrong");
      case 404 -> send(answer, "template=nosuch");
      case 408 -> RunningGateway.hasty().http().unfinished("POST", answer.operation().path());
      case 409 -> conflicting(answer);
      case 413 -> send(answer, "x=" + "x".repeat(10 * 1024 * 1024));
      case 415 ->
          Reply.of(
              http.post(
                  answer.operation().path(),
                  "application/x-www-form-urlencoded;charset=utf-16",
                  "a=1"));
      case 429 -> tooOften(answer);
      case 500 -> broken(answer);
      case 503 -> away(answer);
      default -> throw new AssertionError("nothing here provokes " + answer);
    };
  }

  private Reply conflicting(Documented answer) {
    send(answer, good(answer), "Idempotency-Key", "k-1");
    return send(answer, "template=ablast&TargetServer=b", "Idempotency-Key", "k-1");
  }

  private Reply send(Documented answer, String parameters, String... headers) {
    String path = answer.operation().path();
    return Reply.of(
        answer.operation().method().equals("GET")
            ? http.get(path + "?" + parameters, headers)
            : http.form(path, parameters, headers));
  }

  private String good(Documented answer) {
    return isTrigger(answer) ? "template=ablast&TargetServer=a" : "token=" + job();
  }

  private static boolean isTrigger(Documented answer) {
    return answer.operation().path().endsWith("trigger");
  }

  private String job() {
    Run run = Views.run(1, "alpha", RunStatus.SUCCEEDED, 1);
    JobView job = Views.job("ablast", JobStatus.SUCCEEDED, run);
    gateway.jobs().put(job);
    gateway
        .jobs()
        .putLog(
            job.id(),
            run,
            1,
            n -> Views.chunk(job.id(), run, n, Views.entry(LogLevel.INFO, "two\nlines")));
    return job.id().toString();
  }

  private Reply tooOften(Documented answer) {
    String wrong = good(answer) + "&key=wrong";
    for (int i = 0; i < 30; i++) {
      send(answer, wrong);
    }
    return send(answer, wrong);
  }

  private Reply broken(Documented answer) {
    String parameters = good(answer);
    gateway.breakDown();
    return send(answer, parameters);
  }

  private Reply away(Documented answer) {
    String parameters = good(answer);
    gateway.jobs().setAway(true);
    gateway.producer().sendException = new IllegalStateException("away");
    return send(answer, parameters);
  }
}
