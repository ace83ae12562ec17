// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import static io.jobmill.gateway.dialect.otter.OtterTriggerTests.assertIsOneLine;
import static io.jobmill.gateway.dialect.otter.OtterTriggerTests.header;
import static io.jobmill.gateway.security.Scope.TRIGGER;
import static io.jobmill.gateway.security.Scope.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.security.KeyGrant;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobStatus;
import io.jobmill.view.JobView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtterKeysTests {

  private static final String HDARS = "/api/jobs/trigger?template=hdars";
  private static final String ABLAST = "/api/jobs/trigger?template=ablast&TargetServer=a";

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private String secure = "";

  @BeforeEach
  void templatesAndKey() {
    gateway.template(Samples.hdars());
    gateway.template(Samples.ablast());
    secure = gateway.key("secure", TRIGGER, VIEW);
  }

  @Test
  void takesTheKeyFromAHeaderOfAnyCase() {
    assertThat(http.get(HDARS, "x-Apikey", secure).statusCode()).isEqualTo(200);
    assertThat(gateway.lastRequest().submittedBy()).isEqualTo("secure");
  }

  @Test
  void takesTheKeyFromTheQuery() {
    assertThat(http.get(HDARS + "&key=" + secure).statusCode()).isEqualTo(200);
  }

  @Test
  void takesTheKeyFromAForm() {
    assertThat(http.form(HDARS, "key=" + secure).statusCode()).isEqualTo(200);
  }

  @Test
  void takesTheKeyFromJsonByEitherName() {
    assertThat(http.json(HDARS, "{\"API_Key\":\"" + secure + "\"}").statusCode()).isEqualTo(200);
    assertThat(http.json(HDARS, "{\"api_key\":\"" + secure + "\"}").statusCode()).isEqualTo(200);
    assertThat(http.json(HDARS, "{\"key\":\"" + secure + "\"}").statusCode()).isEqualTo(200);
  }

  @Test
  void takesTheKeyFromAMultipartField() {
    String body =
        "--B\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n" + secure + "\r\n--B--";

    assertThat(http.post(HDARS, "multipart/form-data; boundary=B", body).statusCode())
        .isEqualTo(200);
  }

  @Test
  void takesTheKeyFromBasicCredentialsOfAnyUser() {
    String credentials =
        Base64.getEncoder().encodeToString(("anyone:" + secure).getBytes(StandardCharsets.UTF_8));

    assertThat(http.get(HDARS, "Authorization", "Basic " + credentials).statusCode())
        .isEqualTo(200);
  }

  @Test
  void asksTheHeaderBeforeTheQueryBeforeTheBody() {
    assertThat(http.get(HDARS + "&key=wrong", "X-ApiKey", secure).statusCode()).isEqualTo(200);
    assertThat(http.form(HDARS + "&key=" + secure, "key=wrong").statusCode()).isEqualTo(200);
    assertThat(http.get(HDARS + "&key=" + secure, "X-ApiKey", "wrong").statusCode()).isEqualTo(403);
  }

  @Test
  void takesAnEmptyKeyForNone() {
    assertThat(http.get(ABLAST + "&key=").statusCode()).isEqualTo(200);
    assertIsOneLine(http.get(HDARS + "&key="), 403);
  }

  @Test
  void refusesAWrongKeyThoughNoneIsNeeded() {
    assertIsOneLine(http.get(ABLAST + "&key=wrong"), 403);
  }

  @Test
  void refusesAnyOtherKeyForATiedTemplateInTheSameWords() {
    String other = gateway.key("other", TRIGGER, VIEW);

    var none = http.get(HDARS);
    var wrong = http.get(HDARS + "&key=wrong");
    var another = http.get(HDARS + "&key=" + other);

    assertIsOneLine(none, 403);
    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(another.statusCode()).isEqualTo(403);
    assertThat(none.body()).isEqualTo(wrong.body()).isEqualTo(another.body());
  }

  @Test
  void wantsTheScopeToTriggerAlsoForAnUntiedTemplate() {
    String viewer = gateway.key("viewer", VIEW);

    assertIsOneLine(http.get(ABLAST + "&key=" + viewer), 403);
  }

  @Test
  void minds403Before404OnlyForAWrongKey() {
    assertThat(http.get("/api/jobs/trigger?template=nosuch").statusCode()).isEqualTo(404);
    assertThat(http.get("/api/jobs/trigger?template=nosuch&key=" + secure).statusCode())
        .isEqualTo(404);
    assertThat(http.get("/api/jobs/trigger?template=nosuch&key=wrong").statusCode()).isEqualTo(403);
  }

  @Test
  void letsTheAdminKeyDoEverything() {
    String admin = URLEncoder.encode(RunningGateway.ADMIN, StandardCharsets.UTF_8);

    assertThat(http.get(HDARS + "&key=" + admin).statusCode()).isEqualTo(200);
    assertThat(http.get(status("hdars") + "&key=" + admin).body()).isEqualTo("Executing");
  }

  @Test
  void keepsToTheTemplatesAndPoolsOfAKey() {
    String narrow =
        gateway.key(new KeyGrant("narrow", Set.of(TRIGGER, VIEW), List.of("ab*"), List.of(), null));
    String elsewhere =
        gateway.key(new KeyGrant("elsewhere", Set.of(TRIGGER), List.of(), List.of("other"), null));

    assertThat(http.get(ABLAST + "&key=" + narrow).statusCode()).isEqualTo(200);
    assertThat(http.get(ABLAST + "&key=" + elsewhere).statusCode()).isEqualTo(403);
    assertThat(http.get(status("ablast") + "&key=" + narrow).statusCode()).isEqualTo(200);
    assertThat(http.get(status("gone") + "&key=" + narrow).statusCode()).isEqualTo(403);
  }

  @Test
  void refusesAnExpiredKey() {
    String soonGone =
        gateway.key(
            new KeyGrant(
                "short",
                Set.of(TRIGGER),
                List.of(),
                List.of(),
                gateway.clock().instant().plusSeconds(60)));

    assertThat(http.get(ABLAST + "&key=" + soonGone).statusCode()).isEqualTo(200);
    gateway.clock().advance(Duration.ofSeconds(60));
    assertThat(http.get(ABLAST + "&key=" + soonGone).statusCode()).isEqualTo(403);
  }

  @Test
  void readsAJobByTheRuleOfItsTemplate() {
    String triggerOnly = gateway.key("triggerOnly", TRIGGER);
    String viewer = gateway.key("viewer", VIEW);

    assertThat(http.get(status("ablast")).statusCode()).isEqualTo(200);
    assertThat(http.get(status("ablast") + "&key=" + viewer).statusCode()).isEqualTo(200);
    assertThat(http.get(status("ablast") + "&key=" + triggerOnly).statusCode()).isEqualTo(403);
    assertThat(http.get(status("hdars")).statusCode()).isEqualTo(403);
    assertThat(http.get(status("hdars") + "&key=" + viewer).statusCode()).isEqualTo(403);
    assertThat(http.get(status("hdars") + "&key=" + secure).statusCode()).isEqualTo(200);
    assertThat(http.get(status("gone")).statusCode()).isEqualTo(403);
    assertThat(http.get(status("gone") + "&key=" + viewer).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesAWrongKeyBeforeItLooksAtTheToken() {
    assertIsOneLine(http.get("/api/jobs/status?token=nosuch&key=wrong"), 403);
  }

  @Test
  void slowsGuessingDownButNeverARightKey() {
    for (int i = 0; i < 30; i++) {
      assertThat(http.get(HDARS + "&key=guess" + i).statusCode()).isEqualTo(403);
    }

    var tooMany = http.get(HDARS + "&key=guess");
    assertIsOneLine(tooMany, 429);
    assertThat(Integer.parseInt(header(tooMany, "Retry-After"))).isBetween(1, 61);
    assertThat(http.get(HDARS).statusCode()).isEqualTo(403);
    assertThat(http.get(HDARS + "&key=" + secure).statusCode()).isEqualTo(200);
    gateway.clock().advance(Duration.ofSeconds(61));
    assertThat(http.get(HDARS + "&key=guess").statusCode()).isEqualTo(403);
  }

  private String status(String template) {
    JobView job = Views.job(template, JobStatus.RUNNING);
    gateway.jobs().put(job);
    return "/api/jobs/status?token=" + job.id();
  }
}
