// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jobmill.event.ResultText;
import io.jobmill.handler.JobFailedException;
import io.jobmill.worker.handler.RecordedJob;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpHandlerTests {

  private final HttpHandler handler = new HttpHandler();
  private final CountDownLatch released = new CountDownLatch(1);
  private final HttpServer server = server();
  private final String url = "http://127.0.0.1:" + server.getAddress().getPort();

  @BeforeAll
  void startServer() {
    server.createContext("/echo", HttpHandlerTests::echo);
    server.createContext("/status", HttpHandlerTests::status);
    server.createContext("/trace", HttpHandlerTests::trace);
    server.createContext("/large", exchange -> answer(exchange, 200, "x".repeat(3_000_000)));
    server.createContext("/slow", this::waitForRelease);
    server.createContext("/redirect", HttpHandlerTests::redirect);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  @AfterAll
  void stopServer() {
    released.countDown();
    server.stop(0);
  }

  @Test
  void makesTheAnswersBodyTheResultAndLogsNothing() throws Exception {
    RecordedJob job = request("/echo/hello", Map.of());

    handler.handle(job);

    assertThat(job.result()).startsWith("GET /echo/hello");
    assertThat(job.log()).isEmpty();
  }

  @Test
  void encodesVariablesForThePlaceTheyStandIn() throws Exception {
    RecordedJob job =
        request(
                "/echo/${Name}?q=${Name}",
                Map.of(
                    "method",
                    "POST",
                    "headers",
                    Map.of("Content-Type", "application/json", "X-Name", "${name}"),
                    "body",
                    "{\"name\": \"${Name}\"}"))
            .with("Name", "a/b&c=\"d\" ?#");

    handler.handle(job);

    assertThat(job.result())
        .isEqualTo(
            """
            POST /echo/a%2Fb%26c%3D%22d%22%20%3F%23?q=a%2Fb%26c%3D%22d%22%20%3F%23
            X-Name: a/b&c="d" ?#
            {"name": "a/b&c=\\"d\\" ?#"}""");
  }

  @Test
  void sendsTheTraceOfTheJob() throws Exception {
    RecordedJob job = request("/trace", Map.of()).within("00-1-2-01", "a=b");

    handler.handle(job);

    assertThat(job.result()).isEqualTo("[00-1-2-01] [a=b]");
  }

  @Test
  void sendsTheTraceThatTheTemplateNamesInstead() throws Exception {
    RecordedJob job =
        request("/trace", Map.of("headers", Map.of("TraceParent", "00-3-4-00")))
            .within("00-1-2-01", "a=b");

    handler.handle(job);

    assertThat(job.result()).isEqualTo("[00-3-4-00] null");
  }

  @Test
  void leavesAPlainBodyAsItIs() throws Exception {
    RecordedJob job =
        request(
                "/echo",
                Map.of(
                    "method",
                    "PUT",
                    "headers",
                    Map.of("Content-Type", "text/plain"),
                    "body",
                    "<${Name}>"))
            .with("Name", "\"a\"\nb");

    handler.handle(job);

    assertThat(job.result()).endsWith("<\"a\"\nb>");
  }

  @Test
  void refusesALineBreakInAHeader() {
    RecordedJob job =
        request("/echo", Map.of("headers", Map.of("X-Name", "${Name}")))
            .with("Name", "a\r\nX-Evil: 1");

    assertFails(job, "header X-Name would hold a line break or another control character");
  }

  @Test
  void refusesAValueThatClimbsOutOfThePath() {
    assertFails(
        request("/echo/${Name}/x", Map.of()).with("Name", ".."),
        "a part of the URL's path must not be '..'");
  }

  @Test
  void failsOnAStatusThatIsNotExpectedAndKeepsTheAnswer() {
    RecordedJob job = request("/status/404", Map.of());

    assertFails(job, "the answer was HTTP 404, expected was 200-299");
    assertThat(job.result()).isEqualTo("status 404");
  }

  @Test
  void takesTheStatusesThatAreExpected() throws Exception {
    RecordedJob job = request("/status/404", Map.of("expect", List.of("200-299", "404")));

    handler.handle(job);

    assertThat(job.result()).isEqualTo("status 404");
  }

  @Test
  void keepsTheBeginningOfALargeAnswerAndWarns() throws Exception {
    RecordedJob job = request("/large", Map.of());

    handler.handle(job);

    assertThat(job.result()).hasSizeBetween(ResultText.MAX_BYTES, ResultText.MAX_BYTES + 10);
    assertThat(job.warning()).contains("larger than 2097152 bytes");
  }

  @Test
  void givesUpWhenTheTimeIsUp() {
    RecordedJob job = request("/slow", Map.of("timeout", "200ms"));

    assertFails(job, "within 200 ms");
  }

  @Test
  void followsRedirectsButNotForEverAndNotToRefusedAddresses() throws Exception {
    RecordedJob job = request("/redirect?to=/echo/there", Map.of());

    handler.handle(job);

    assertThat(job.result()).startsWith("GET /echo/there");
    assertFails(request("/redirect?to=loop", Map.of()), "more than 5 redirects");
    assertFails(
        request("/redirect?to=http://169.254.169.254/latest", Map.of()),
        "link-local and metadata addresses are not requested");
    assertFails(request("/redirect?to=file:///etc/passwd", Map.of()), "only http and https");
  }

  @Test
  void takesAHostFromAVariableOnlyWhereTheTemplateSaysSo() throws Exception {
    RecordedJob fixed = RecordedJob.of("http", Map.of("url", "http://${Host}/echo"));
    RecordedJob free =
        RecordedJob.of("http", Map.of("url", "${Base}/echo/x", "variableHost", true))
            .with("Base", url);

    handler.handle(free);

    assertThat(free.result()).startsWith("GET /echo/x");
    assertFails(fixed, "must not have a variable in scheme, host or port");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/",
        "http://2852039166/",
        "http://[fe80::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[fd00:ec2::254]/",
        "http://100.100.100.200/",
        "http://168.63.129.16/",
      })
  void refusesAddressesThatHandOutCredentials(String refused) {
    RecordedJob job = RecordedJob.of("http", Map.of("url", refused));

    assertFails(job, "link-local and metadata addresses are not requested");
  }

  @Test
  void saysThatNobodyAnswers() throws Exception {
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }

    assertFails(
        RecordedJob.of("http", Map.of("url", "http://127.0.0.1:" + closed + "/")),
        "the request to 127.0.0.1:" + closed + " failed: ConnectException");
  }

  private void assertFails(RecordedJob job, String message) {
    assertThatThrownBy(() -> handler.handle(job))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining(message);
  }

  private RecordedJob request(String path, Map<String, Object> more) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>(more);
    data.put("url", url + path);
    return RecordedJob.of("http", data);
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void echo(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestHeaders().getFirst("X-Name");
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String text =
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + (name == null ? "" : "\nX-Name: " + name)
            + (body.isEmpty() ? "" : "\n" + body);
    answer(exchange, 200, text);
  }

  private static void status(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int status = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    answer(exchange, status, "status " + status);
  }

  private static void trace(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    answer(exchange, 200, headers.get("traceparent") + " " + headers.get("tracestate"));
  }

  private void waitForRelease(HttpExchange exchange) throws IOException {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    answer(exchange, 200, "late");
  }

  private static void redirect(HttpExchange exchange) throws IOException {
    String to = exchange.getRequestURI().getQuery().substring("to=".length());
    exchange.getResponseHeaders().set("Location", to.equals("loop") ? "/redirect?to=loop" : to);
    answer(exchange, 302, "");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
