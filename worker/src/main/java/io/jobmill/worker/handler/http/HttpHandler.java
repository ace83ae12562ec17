// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.http;

import io.jobmill.handler.JobContext;
import io.jobmill.handler.JobFailedException;
import io.jobmill.handler.JobFailedForGoodException;
import io.jobmill.handler.JobHandler;
import io.jobmill.job.Operation;
import io.jobmill.template.HttpOperation;
import io.jobmill.template.Parsed;
import io.jobmill.worker.handler.ResultCut;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes one HTTP request; the answer's body is the result, its status decides the outcome. */
public final class HttpHandler implements JobHandler {

  /** The kinds of failure that are not a status. */
  private static final String TIMEOUT = "timeout";

  static final String CONNECTION = "connection";

  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset=\"?([\\w.:-]+)\"?", Pattern.CASE_INSENSITIVE);

  private final HttpClient client =
      HttpClient.newBuilder()
          // Each redirect is checked here before it is followed.
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(30))
          .build();

  @Override
  public String name() {
    return Operation.HTTP;
  }

  @Override
  public void handle(JobContext job) throws InterruptedException {
    HttpOperation operation = operation(job);
    HttpResponse<byte[]> answer = exchange(job, operation);
    if (answer.body().length > 0) {
      ResultCut.hand(job, answer.body(), charset(answer));
    }
    int status = answer.statusCode();
    if (!isExpected(operation, status)) {
      throw JobFailedException.ofKind(
          Integer.toString(status),
          "the answer was HTTP %d, expected was %s".formatted(status, expected(operation)),
          null);
    }
  }

  private static HttpOperation operation(JobContext job) {
    Parsed<HttpOperation> parsed = HttpOperation.parse(job.data());
    if (parsed instanceof Parsed.Invalid<HttpOperation> invalid) {
      throw new JobFailedForGoodException(
          "the operation cannot be run: " + invalid.problems().get(0).toString());
    }
    return ((Parsed.Valid<HttpOperation>) parsed).value();
  }

  private HttpResponse<byte[]> exchange(JobContext job, HttpOperation operation)
      throws InterruptedException {
    long end = System.nanoTime() + operation.timeout().toNanos();
    HttpCall call = HttpCall.of(operation, job.variables()).within(job);
    for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      Addresses.check(call.uri());
      HttpResponse<byte[]> answer = send(job, operation, call, end - System.nanoTime());
      String location = answer.headers().firstValue("Location").orElse("");
      boolean follow =
          REDIRECTS.contains(answer.statusCode())
              && !location.isEmpty()
              && !isExpected(operation, answer.statusCode());
      if (!follow) {
        return answer;
      }
      call = call.redirected(answer.statusCode(), target(call, location));
    }
    throw new JobFailedException("there were more than %d redirects".formatted(MOST_REDIRECTS));
  }

  private HttpResponse<byte[]> send(
      JobContext job, HttpOperation operation, HttpCall call, long nanos)
      throws InterruptedException {
    int cap = ResultCut.enough(job);
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(call.request(), response -> new CappedBody(cap));
    try {
      return sent.get(Math.max(1, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw JobFailedException.ofKind(
          TIMEOUT,
          "no complete answer from %s within %d ms"
              .formatted(call.uri().getAuthority(), operation.timeout().toMillis()),
          e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String message = cause.getMessage();
      throw JobFailedException.ofKind(
          CONNECTION,
          "the request to %s failed: %s%s"
              .formatted(
                  call.uri().getAuthority(),
                  cause.getClass().getSimpleName(),
                  message == null ? "" : ", " + message),
          e);
    } finally {
      // Closes the connection of an exchange that has not ended.
      sent.cancel(true);
    }
  }

  private static URI target(HttpCall call, String location) {
    try {
      return call.uri().resolve(location);
    } catch (IllegalArgumentException e) {
      throw new JobFailedException("the answer redirects to something that is no URL", e);
    }
  }

  private static boolean isExpected(HttpOperation operation, int status) {
    return operation.expect().stream().anyMatch(range -> range.holds(status));
  }

  private static String expected(HttpOperation operation) {
    return operation.expect().stream()
        .map(
            range ->
                range.first() == range.last()
                    ? Integer.toString(range.first())
                    : range.first() + "-" + range.last())
        .reduce((a, b) -> a + ", " + b)
        .orElse("");
  }

  private static Charset charset(HttpResponse<?> answer) {
    Matcher named = CHARSET.matcher(answer.headers().firstValue("Content-Type").orElse(""));
    try {
      return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
