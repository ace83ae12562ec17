// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import io.jobmill.gateway.testing.LiveDocument.Operation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;

/** Makes requests that no proper client sends, out of what an operation is documented to take. */
final class HostileRequests {

  private static final List<String> NAMES =
      List.of(
          "%00",
          "%2e%2e",
          "..%2f..%2fetc",
          "%c3%28",
          "%ff",
          "%0d%0aX-A:%20b",
          "%f0%9f%92%a3",
          "x;a=b",
          "%25",
          "%20",
          "*",
          "%27%22%3Cscript%3E",
          "00000000-0000-0000-0000-000000000000",
          "0190FFFF-0000-7000-8000-000000000000",
          "999999999999999999999999",
          "-1",
          "%e2%80%ae",
          "null",
          "{id}",
          "%zz",
          "%",
          "a".repeat(9000),
          "%ed%a0%80",
          "x%5cy",
          "_all",
          "%7f",
          "~");

  private static final List<String> ENDINGS =
      List.of(
          "", "", "", "", "/", "//", "/.", "/..%2f", ";x=1", "%2f", ".json", "%20", "/x/y", "?");

  /** These make the path of another API of it, or of none. */
  private static final List<String> ELSEWHERE = List.of("//", "/..%2f", "%2f", ".json", "%20");

  private static final List<String> VALUES =
      List.of(
          "",
          "%00",
          "%ff%fe",
          "%zz",
          "%",
          "%c3",
          "-1",
          "0",
          "1e9",
          "99999999999999999999",
          "null",
          "[]",
          "{}",
          "true",
          "' OR 1=1 --",
          "$ne",
          "%0a%0d",
          "%e9",
          "a,b,,c",
          "2026-13-45T99:99:99Z",
          "x".repeat(4000),
          "%e2%80%a8",
          "(((((",
          "\"",
          "%25%25",
          "..",
          "*",
          "JobId -eq",
          "NULL",
          "%F0%9F%92%A3",
          "(".repeat(3000),
          "A%20-eq%20%22" + "y".repeat(3000) + "%22",
          "+1",
          "0x10",
          "1.5",
          "+",
          "+999999999999999999-01-01T00:00:00Z");

  private static final List<String> JUNK =
      List.of(
          "null",
          "[]",
          "{}",
          "0",
          "-1",
          "1e400",
          "99999999999999999999999999",
          "true",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\u202e\\r\\n\"",
          "[[[[[[]]]]]]",
          "[null]",
          "[{}]",
          "{\"a\":{\"a\":{}}}",
          "NaN",
          "\"" + "x".repeat(20_000) + "\"",
          "\"\t\"",
          "\"%00../..\"",
          "-0",
          "1.0000000000000000000001",
          "[" + "1,".repeat(2000) + "1]",
          "[".repeat(2000),
          "\"P1D\"",
          "\"2026-02-30T00:00:00Z\"");

  private static final List<String> HEADERS =
      List.of(
          "Accept: nonsense",
          "Accept: */*;q=9",
          "Accept: text/html",
          "Accept: a/b;c=\"",
          "Accept-Charset: x",
          "Range: bytes=9-1",
          "Range: bytes=0-0,1-1,2-2",
          "If-None-Match: *",
          "If-Modified-Since: never",
          "Expect: 100-continue",
          "Expect: nonsense",
          "X-HTTP-Method-Override: DELETE",
          "Transfer-Encoding: nonsense",
          "Content-Encoding: gzip",
          "Authorization: Basic !!!",
          "Authorization: Bearer a.b.c",
          "Authorization: Bearer",
          "Authorization: Digest x",
          "Authorization: Bearer " + "x".repeat(7000),
          "X-ApiKey: \u00e9\u00ff",
          "Cookie: " + "a=b;".repeat(500),
          "Origin: http://evil.example",
          "X-Request-Id: a\tb",
          "X-Keyfactor-Api-Version: 99",
          "X-Forwarded-For: ' --",
          "Forwarded: for=\"",
          "Content-Type: nonsense",
          "Content-Type: ;",
          "Content-Type: application/json; charset=utf-99",
          "Content-Type: multipart/form-data",
          "Content-Type: multipart/form-data; boundary=" + "x".repeat(3000),
          "Upgrade: h2c",
          "Content-Type: text/plain",
          "Content-Type: application/json;charset=utf-16",
          "Accept-Language: ' --",
          "Connection: upgrade",
          "X-A: " + "y".repeat(40_000));

  private static final List<String> METHODS =
      List.of(
          "GET",
          "POST",
          "PUT",
          "DELETE",
          "PATCH",
          "HEAD",
          "OPTIONS",
          "PROPFIND",
          "TRACE",
          "get",
          "X");

  private final Random random;

  HostileRequests(Random random) {
    this.random = random;
  }

  /**
   * A request, each character a byte.
   *
   * @param method decides whether an answer has a body
   * @param strict whether its path is surely one of the API's
   */
  record Hostile(String method, boolean strict, String head, String body) {

    @Override
    public String toString() {
      return shortened(head) + shortened(body);
    }

    private static String shortened(String text) {
      return text.length() < 1500 ? text : text.substring(0, 1500) + "… (" + text.length() + ")";
    }
  }

  /**
   * @param credentials a header that lets the request in, sent most of the time
   */
  Hostile make(Operation operation, String credentials) {
    boolean otherMethod = chance(12);
    String method = otherMethod ? any(METHODS) : operation.method();
    String path = operation.path();
    while (path.contains("{")) {
      path = path.replaceFirst("\\{[^}]*}", Matcher.quoteReplacement(name()));
    }
    String ending = any(ENDINGS);
    String target = path + ending + query(operation, ending);
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: x\r\n");
    if (!chance(10)) {
      head.append(credentials).append("\r\n");
    }
    if (!chance(6)) {
      head.append("X-Keyfactor-Requested-With: APIClient\r\n");
    }
    byte[] body = body(operation);
    if (body.length > 0 && !chance(8)) {
      head.append("Content-Type: application/json\r\n");
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      head.append(any(HEADERS)).append("\r\n");
    }
    head.append("Connection: close\r\n").append(framing(body)).append("\r\n\r\n");
    return new Hostile(
        method,
        !ELSEWHERE.contains(ending) && !target.contains("%2e%2e") && !target.contains(".."),
        head.toString(),
        new String(framed(body, head), StandardCharsets.ISO_8859_1));
  }

  private String name() {
    return chance(5)
        ? "%" + Integer.toHexString(0x100 + random.nextInt(256)).substring(1)
        : any(NAMES);
  }

  private String query(Operation operation, String ending) {
    List<String> pairs = new ArrayList<>();
    List<String> names =
        new ArrayList<>(List.of("x", "", "%00", "limit", "key", "wait", "a[]", "__proto__"));
    for (JsonNode parameter : operation.node().path("parameters")) {
      if (parameter.path("in").asString().equals("query")) {
        String name = parameter.path("name").asString();
        names.addAll(List.of(name, name, name));
      }
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      String name = any(names);
      // A good wait is answered late, as it is meant to be.
      boolean good = chance(4) && !name.equals("wait");
      String value = good ? example(operation, name) : any(VALUES);
      pairs.add(chance(10) ? name : name + "=" + raw(value));
    }
    if (chance(40)) {
      pairs.add("a=b&".repeat(1200));
    }
    return pairs.isEmpty() ? "" : (ending.equals("?") ? "" : "?") + String.join("&", pairs);
  }

  private static String example(Operation operation, String name) {
    for (JsonNode parameter : operation.node().path("parameters")) {
      if (parameter.path("name").asString().equals(name)) {
        return parameter.path("example").asString("x");
      }
    }
    return "x";
  }

  private static String raw(String value) {
    return value.replace(" ", "%20").replace("#", "%23");
  }

  private byte[] body(Operation operation) {
    JsonNode example = operation.node().at("/requestBody/content/application~1json/example");
    if (example.isMissingNode()) {
      return chance(6) ? bytes(any(JUNK)) : new byte[0];
    }
    return switch (random.nextInt(12)) {
      case 0 -> new byte[0];
      case 1 -> bytes(any(JUNK));
      case 2 -> bytes("{\"a\":" + "[".repeat(100_000));
      case 3 -> bytes("{\"a\":" + "{\"a\":".repeat(50_000));
      case 4 -> noise(random.nextInt(3000));
      case 5 -> example.toString().getBytes(StandardCharsets.UTF_16);
      case 6 -> cut(example.toString());
      case 7 -> bytes("\ufeff" + example);
      case 8 -> bytes(example + any(JUNK));
      default -> spoiled(example);
    };
  }

  /** One field, or all of them, is something else; or a field is there that there is not. */
  private byte[] spoiled(JsonNode example) {
    StringBuilder json = new StringBuilder("{");
    boolean all = chance(3);
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(example.properties());
    int wrong = fields.isEmpty() ? -1 : random.nextInt(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      String value = all || i == wrong ? any(JUNK) : fields.get(i).getValue().toString();
      json.append(i == 0 ? "" : ",")
          .append('"')
          .append(fields.get(i).getKey())
          .append("\":")
          .append(value);
    }
    if (chance(5)) {
      json.append(fields.isEmpty() ? "" : ",").append("\"nosuch\":").append(any(JUNK));
    }
    return (json + "}").getBytes(StandardCharsets.UTF_8);
  }

  private byte[] cut(String text) {
    return bytes(text.substring(0, random.nextInt(text.length() + 1)));
  }

  private byte[] noise(int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private String framing(byte[] body) {
    return switch (random.nextInt(10)) {
      case 0 -> "Transfer-Encoding: chunked";
      case 1 -> "Content-Length: " + (body.length + 7);
      case 2 -> "Content-Length: nonsense";
      default -> "Content-Length: " + body.length;
    };
  }

  private byte[] framed(byte[] body, StringBuilder head) {
    if (head.indexOf("\r\nTransfer-Encoding: chunked") < 0) {
      return body;
    }
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    if (body.length > 0) {
      chunks.writeBytes(
          bytes(Integer.toHexString(body.length) + any(List.of("", ";x=y", ";")) + "\r\n"));
      chunks.writeBytes(body);
    }
    chunks.writeBytes(
        bytes(any(List.of("\r\n0\r\n\r\n", "\r\n0\r\n\r\n", "\r\nzz\r\n", "\r\n-1\r\n", "0"))));
    return chunks.toByteArray();
  }

  private <T> T any(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  private boolean chance(int in) {
    return random.nextInt(in) == 0;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
