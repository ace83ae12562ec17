// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.jobmill.bench.load.HttpConnection.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpConnectionTests {

  private final HttpServer server;

  HttpConnectionTests() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    // A length of 0 means chunks to this server.
    server.createContext(
        "/",
        exchange -> {
          var said = exchange.getRequestMethod() + " " + exchange.getRequestURI();
          boolean chunks = said.contains("chunks");
          exchange.sendResponseHeaders(
              said.contains("refused") ? 404 : 200, chunks ? 0 : said.length());
          exchange.getResponseBody().write(said.getBytes(UTF_8));
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void sendsOneRequestAfterTheOtherAndReadsTheAnswers() throws IOException {
    var address = server.getAddress();
    var uri = URI.create("http://127.0.0.1:" + address.getPort());
    try (var connection = new HttpConnection(uri)) {
      assertThat(connection.get("/a?b=c")).isEqualTo(new Answer(200, "GET /a?b=c"));
      assertThat(connection.post("/chunks")).isEqualTo(new Answer(200, "POST /chunks"));
      assertThat(connection.get("/refused")).isEqualTo(new Answer(404, "GET /refused"));
    }
  }
}
