// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.Command;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobTimes;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.Since;
import io.jobmill.job.Target;
import io.jobmill.job.TimeLimit;
import io.jobmill.job.Value;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.template.Concurrency;
import io.jobmill.template.JobLimits;
import io.jobmill.template.LimitPolicy;
import io.jobmill.template.Template;
import io.jobmill.template.Variable;
import io.jobmill.template.VariableType;
import io.jobmill.worker.handler.HandlerRegistry;
import io.jobmill.worker.handler.http.HttpHandler;
import io.jobmill.worker.handler.sample.NoopHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestCheckTests {

  private static final JobId ID = JobId.of("01890a5d-ac96-774b-bcce-b302099a8057");
  private static final Claim CLAIM = new Claim(Pool.DEFAULT, 0, 42, 1);
  private static final Instant NOW = Instant.parse("2026-01-31T08:30:00Z");
  private static final SecretKeyring KEYRING =
      new SecretKeyring("a secret of thirty-two characters");
  private static final JobRequest REQUEST = JobRequest.forTemplate("t").withId(ID);

  @Test
  void runsARequestThatIsInOrder() {
    Verdict verdict = judge(template(true, Target.ANY, false), REQUEST);

    assertThat(verdict).isInstanceOf(Verdict.Run.class);
    assertThat(((Verdict.Run) verdict).attempt().claim()).isEqualTo(CLAIM);
    assertThat(((Verdict.Run) verdict).attempt().work().limits().timeout())
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void closesTheDoorOfATemplateThatIsNotForOutsidersUnlessJobmillAsks() {
    Template closed = template(false, Target.ANY, false);

    assertThat(reason(judge(closed, REQUEST)))
        .isEqualTo("template 't' may not be triggered from outside");
    assertThat(judge(closed, REQUEST, true, null)).isInstanceOf(Verdict.Run.class);
  }

  @Test
  void handsATargetThatAQueueCannotReachToUpkeepWhereTheTemplateAllowsIt() {
    JobRequest hostOne = target("host-1");
    JobRequest any = target("_any");

    assertThat(reason(judge(template(true, Target.ANY, false), hostOne)))
        .isEqualTo("template 't' does not let a request name its target");
    assertThat(judge(template(true, Target.ANY, true), hostOne))
        .isEqualTo(new Verdict.Defer(hostOne, NOW, "the workers that host-1 means are asked next"));
    assertThat(judge(template(true, Target.ALL, false), REQUEST))
        .isEqualTo(
            new Verdict.Defer(
                REQUEST.withTarget(Target.ALL), NOW, "the workers that _all means are asked next"));
    assertThat(judge(template(true, Target.ANY, false), any)).isInstanceOf(Verdict.Run.class);
    assertThat(judge(template(true, Target.ALL, true), any)).isInstanceOf(Verdict.Run.class);
  }

  @Test
  void runsAnInstalledHandlerWithoutATemplateButScriptsOnlyWhereAllowed() {
    JobRequest noop = own(new Operation("noop", Map.of()));
    JobRequest http = own(new Operation("http", Map.of("url", "http://localhost/")));
    JobRequest broken = own(new Operation("http", Map.of()));

    assertThat(judge(null, noop)).isInstanceOf(Verdict.Run.class);
    assertThat(reason(judge(null, http)))
        .isEqualTo("this pool does not run http operations without a template");
    assertThat(check(true).judge(record(http, false), CLAIM, known(null, null)))
        .isInstanceOf(Verdict.Run.class);
    assertThat(reason(check(true).judge(record(broken, false), CLAIM, known(null, null))))
        .startsWith("operation.data.url");
  }

  @Test
  void wantsExactlyOneOfTemplateAndOperation() {
    JobRequest both =
        new JobRequest(
            ID,
            "t",
            Map.of(),
            new Operation("noop", Map.of()),
            null,
            null,
            1,
            1,
            0,
            null,
            null,
            null,
            null,
            Map.of(),
            null,
            null,
            List.of(),
            null,
            null);

    assertThat(reason(judge(template(true, Target.ANY, false), both)))
        .isEqualTo("exactly one of template and operation must be given");
  }

  @Test
  void holdsBackWhatHasNoPlaceInTheLimitOfItsTemplate() {
    Template limited = limited();

    assertThat(judge(limited, REQUEST.withVariables(Map.of("region", Value.of("eu")), Map.of())))
        .isInstanceOfSatisfying(
            Verdict.Defer.class,
            defer -> {
              assertThat(defer.waitsFor()).isEqualTo("t/Region=eu");
              assertThat(defer.until()).isNull();
              assertThat(defer.request().variables()).containsEntry("Region", Value.of("eu"));
              assertThat(defer.reason())
                  .isEqualTo("waits to be let through under the limit 't/Region=eu'");
            });
    assertThat(judge(limited, REQUEST.withPlace("t/Region=eu"))).isInstanceOf(Verdict.Run.class);
    assertThat(judge(limited, REQUEST.withPlace("the limit of yesterday")))
        .isInstanceOf(Verdict.Run.class);
  }

  @Test
  void holdsBackOnlyWhatCouldRunOtherwise() {
    assertThat(judge(limited(), REQUEST.withRunAt(NOW.plusMillis(1))))
        .isInstanceOfSatisfying(
            Verdict.Defer.class, defer -> assertThat(defer.waitsFor()).isNull());
    assertThat(judge(limited(), REQUEST.withVariables(Map.of("Other", Value.of("x")), Map.of())))
        .isInstanceOf(Verdict.Reject.class);
  }

  @Test
  void defersUntilTheTimeHasCome() {
    Template template = template(true, Target.ANY, false);

    assertThat(judge(template, REQUEST.withRunAt(NOW.plusMillis(1))))
        .isInstanceOfSatisfying(
            Verdict.Defer.class, defer -> assertThat(defer.until()).isEqualTo(NOW.plusMillis(1)));
    assertThat(judge(template, REQUEST.withRunAt(NOW))).isInstanceOf(Verdict.Run.class);
  }

  @Test
  void sealsWhatIsObscuredAndOpensWhatIsSealed() {
    Template template = secretive();
    JobRequest clear = REQUEST.withVariables(Map.of("PASSWORD", Value.of("hunter2")), Map.of());

    Verdict.Run first = (Verdict.Run) judge(template, clear);
    JobRequest sent = first.attempt().request();
    Verdict.Run second = (Verdict.Run) judge(template, sent);

    assertThat(sent.variables()).isEmpty();
    assertThat(sent.sealed()).containsOnlyKeys("Password");
    assertThat(second.attempt().work().variables().text("Password")).isEqualTo("hunter2");
    assertThat(second.attempt().work().variables().secrets()).containsExactly("hunter2");
    assertThat(second.attempt().request().sealed()).isEqualTo(sent.sealed());
  }

  @Test
  void rejectsWhatWasSealedWithAnotherKeyOrCannotBeSealed() {
    String foreign =
        new SecretKeyring("another secret of over thirty-two characters")
            .seal(ID, "Password", Value.of("x"));
    JobRequest request = REQUEST.withVariables(Map.of(), Map.of("Password", foreign));
    RequestCheck withoutKey = check(false, null);

    assertThat(reason(judge(secretive(), request))).contains("sealed with another secret key");
    assertThat(reason(withoutKey.judge(record(REQUEST, false), CLAIM, known(secretive(), null))))
        .contains("JOBMILL_SECRET_KEY");
  }

  @Test
  void showsTheVariablesOfARejectedRequestOnlyIfJobmillHasCheckedThem() {
    JobRequest request = REQUEST.withVariables(Map.of("x", Value.of("y")), Map.of());

    assertThat(((Verdict.Reject) judge(null, request)).request().variables()).isEmpty();
    assertThat(((Verdict.Reject) judge(null, request, true, null)).request().variables())
        .containsKey("x");
  }

  @Test
  void leavesAttemptsThatAreNoLongerWanted() {
    Template template = template(true, Target.ANY, false);
    QueuePoint here = CLAIM.point();
    QueuePoint elsewhere = new QueuePoint(Pool.DEFAULT, 0, 7);

    assertThat(judge(template, REQUEST, false, new Command(ID, 2)))
        .isInstanceOf(Verdict.Unwanted.class);
    assertThat(judge(template, REQUEST, false, new Command(ID, 1))).isInstanceOf(Verdict.Run.class);
    assertThat(judge(template, REQUEST, false, new Command(ID, 1, elsewhere, 1)))
        .isInstanceOf(Verdict.Unwanted.class);
    assertThat(judge(template, REQUEST, false, new Command(ID, 1, here, 1)))
        .isInstanceOf(Verdict.Run.class);
  }

  @Test
  void runsWhatIsAskedForAgainAfterTheOwnerOfAnEarlierAskingWasNamed() {
    Template template = template(true, Target.ANY, false);
    QueuePoint earlier = new QueuePoint(Pool.DEFAULT, 0, 7);
    JobRequest again = REQUEST.askedAgain();

    assertThat(judge(template, again, false, new Command(ID, 1, earlier, 1)))
        .isInstanceOf(Verdict.Run.class);
    assertThat(judge(template, again, false, new Command(ID, 1, earlier, 2)))
        .isInstanceOf(Verdict.Unwanted.class);
    assertThat(judge(template, again, false, new Command(ID, 1, CLAIM.point(), 2)))
        .isInstanceOf(Verdict.Run.class);
  }

  @Test
  void runsNothingOfACancelledJobWhateverTheAttempt() {
    Template template = template(true, Target.ANY, false);

    assertThat(judge(template, REQUEST, false, Command.cancel(ID)))
        .isInstanceOf(Verdict.Cancelled.class);
    assertThat(judge(template, REQUEST.nextAttempt(false), false, Command.cancel(ID)))
        .isInstanceOf(Verdict.Cancelled.class);
    assertThat(judge(null, REQUEST, false, Command.cancel(ID)))
        .isInstanceOf(Verdict.Cancelled.class);
  }

  private static Verdict judge(@Nullable Template template, JobRequest request) {
    return judge(template, request, false, null);
  }

  private static Verdict judge(
      @Nullable Template template, JobRequest request, boolean signed, @Nullable Command command) {
    return check(false).judge(record(request, signed), CLAIM, known(template, command));
  }

  private static final Template HASTY =
      template(true, Target.ANY, false)
          .within(new JobTimes(Duration.ofMinutes(1), Duration.ofMinutes(10)));

  @Test
  void endsWhatWaitedOnTheQueueForTooLong() {
    assertThat(judgeLater(HASTY, REQUEST, 59)).isInstanceOf(Verdict.Run.class);
    assertThat(judgeLater(HASTY, REQUEST, 60))
        .isInstanceOfSatisfying(
            Verdict.Expired.class,
            expired ->
                assertThat(expired.over().reason())
                    .isEqualTo("queue timeout: no worker started it within 1m"));
  }

  @Test
  void anAttemptThatIsAskedForAgainHasNotMoreTimeForThat() {
    JobRequest again =
        REQUEST.askedAgain().counting(new Since(NOW.minusSeconds(50), NOW.minusSeconds(50)));

    assertThat(judgeLater(HASTY, again, 9)).isInstanceOf(Verdict.Run.class);
    assertThat(judgeLater(HASTY, again, 10)).isInstanceOf(Verdict.Expired.class);
  }

  @Test
  void anotherAttemptHasTimeOnTheQueueOfItsOwnButNotInAll() {
    JobRequest second = REQUEST.nextAttempt(false).counting(new Since(NOW.minusSeconds(595), NOW));

    assertThat(judgeLater(HASTY, second, 4))
        .isInstanceOfSatisfying(
            Verdict.Run.class,
            run ->
                assertThat(Objects.requireNonNull(run.attempt().work().end()).at())
                    .isEqualTo(NOW.plusSeconds(5)));
    assertThat(judgeLater(HASTY, second, 5))
        .isInstanceOfSatisfying(
            Verdict.Expired.class,
            expired -> assertThat(expired.over().limit()).isEqualTo(TimeLimit.TOTAL));
  }

  @Test
  void whatIsNotToRunYetIsNotTooLate() {
    assertThat(judgeLater(HASTY, REQUEST.withRunAt(NOW.plusSeconds(10_000)), 9_000))
        .isInstanceOf(Verdict.Defer.class);
  }

  @Test
  void nothingIsTooLateWhileTheBrokersTimeIsNotKnown() {
    RequestCheck.Met met = new RequestCheck.Met(NOW.minusSeconds(1_000_000), null);

    assertThat(check(true).judge(record(REQUEST, true), CLAIM, known(HASTY, null, met)))
        .isInstanceOf(Verdict.Run.class);
  }

  private static Verdict judgeLater(Template template, JobRequest request, long seconds) {
    RequestCheck.Met met = new RequestCheck.Met(NOW, NOW.plusSeconds(seconds));
    return check(true).judge(record(request, true), CLAIM, known(template, null, met));
  }

  private static RequestCheck check(boolean adHoc) {
    return check(adHoc, KEYRING);
  }

  private static RequestCheck check(boolean adHoc, @Nullable SecretKeyring keyring) {
    return new RequestCheck(
        new HandlerRegistry(List.of(new NoopHandler(), new HttpHandler())),
        new RequestVariables(keyring),
        adHoc);
  }

  private static QueueRecord record(JobRequest request, boolean signed) {
    return new QueueRecord(ID, request, signed);
  }

  private static RequestCheck.Known known(@Nullable Template template, @Nullable Command command) {
    return known(template, command, new RequestCheck.Met(NOW, NOW));
  }

  private static RequestCheck.Known known(
      @Nullable Template template, @Nullable Command command, RequestCheck.Met met) {
    return new RequestCheck.Known(request -> Optional.ofNullable(template), command, NOW, met);
  }

  private static String reason(Verdict verdict) {
    return ((Verdict.Reject) verdict).reason();
  }

  private static JobRequest own(Operation operation) {
    return JobRequest.forOperation(operation).withId(ID);
  }

  private static JobRequest target(String target) {
    return new JobRequest(
        ID,
        "t",
        Map.of(),
        null,
        new Target(target),
        null,
        1,
        1,
        0,
        null,
        null,
        null,
        null,
        Map.of(),
        null,
        null,
        List.of(),
        null,
        null);
  }

  private static Template limited() {
    Variable region =
        new Variable("Region", VariableType.TEXT, false, null, List.of(), false, false, false);
    return template(true, Target.ANY, false, region)
        .limited(new JobLimits(new Concurrency(1, List.of("Region"), LimitPolicy.QUEUE), null));
  }

  private static Template secretive() {
    return template(
        true,
        Target.ANY,
        false,
        new Variable("Password", VariableType.TEXT, false, null, List.of(), false, false, true));
  }

  private static Template template(
      boolean api, Target target, boolean allowTarget, Variable... variables) {
    return new Template(
        "t",
        "",
        Pool.DEFAULT,
        target,
        Duration.ofMinutes(5),
        api,
        null,
        false,
        allowTarget,
        List.of(variables),
        new Operation("noop", Map.of()));
  }
}
