// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.testing;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer, whoever asked.
 *
 * @param headers the first of each name, names in any case
 */
public record Reply(int status, Map<String, String> headers, String body) {

  public static Reply of(HttpResponse<String> response) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
    return new Reply(response.statusCode(), headers, response.body());
  }

  /**
   * @param all as {@link RawHttp} gives it
   */
  static Reply parse(String all) {
    // What is said before the answer is not it.
    String bytes = all.replaceFirst("^(HTTP/1\\.1 1\\d\\d[^\\r]*\r\n\r\n)+", "");
    int end = bytes.indexOf("\r\n\r\n");
    if (end < 0 || !bytes.startsWith("HTTP/1.1 ")) {
      throw new AssertionError("no HTTP answer: " + bytes);
    }
    String[] lines = bytes.substring(0, end).split("\r\n", -1);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.putIfAbsent(lines[i].substring(0, colon), lines[i].substring(colon + 1).strip());
    }
    String body = bytes.substring(end + 4);
    if ("chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
      body = unchunked(body);
    }
    return new Reply(
        Integer.parseInt(lines[0].split(" ", 3)[1]),
        headers,
        new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }

  public @Nullable String header(String name) {
    return headers.get(name);
  }

  private static String unchunked(String chunks) {
    StringBuilder body = new StringBuilder();
    int at = 0;
    while (at < chunks.length()) {
      int line = chunks.indexOf("\r\n", at);
      int size = Integer.parseInt(chunks.substring(at, line), 16);
      if (size == 0) {
        break;
      }
      body.append(chunks, line + 2, line + 2 + size);
      at = line + 2 + size + 2;
    }
    return body.toString();
  }
}
