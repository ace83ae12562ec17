// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import io.jobmill.gateway.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code multipart/form-data} whose parts are texts; a file has no meaning and is refused.
 */
final class MultipartForm {

  private static final Pattern DISPOSITION =
      Pattern.compile("(?im)^content-disposition:\\s*form-data\\s*(;[^\\r\\n]*)?$");
  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*([A-Za-z*]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]*))");
  private static final String END_OF_HEADERS = "\r\n\r\n";

  private MultipartForm() {}

  static NamedValues parse(byte[] body, @Nullable String boundary) {
    if (boundary == null || boundary.isEmpty()) {
      throw Refusal.badRequest("multipart/form-data has no boundary");
    }
    // One char a byte, so that positions are the same; values are decoded one by one.
    String text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
    String delimiter = "\r\n--" + boundary;
    NamedValues values = new NamedValues();
    int at = text.indexOf(delimiter);
    while (at >= 0) {
      int start = at + delimiter.length();
      if (text.startsWith("--", start)) {
        return values;
      }
      at = text.indexOf(delimiter, start);
      if (at >= 0) {
        part(text.substring(start, at), values);
      }
    }
    throw Refusal.badRequest("multipart/form-data ends before its closing boundary");
  }

  private static void part(String part, NamedValues values) {
    int end = part.indexOf(END_OF_HEADERS);
    Matcher disposition = DISPOSITION.matcher(end < 0 ? "" : part.substring(0, end));
    if (end < 0 || !disposition.find() || disposition.group(1) == null) {
      throw Refusal.badRequest("a part of multipart/form-data has no name");
    }
    String name = null;
    Matcher parameter = PARAMETER.matcher(disposition.group(1));
    while (parameter.find()) {
      switch (parameter.group(1).toLowerCase(Locale.ROOT)) {
        case "name" ->
            name =
                parameter.group(2) == null
                    ? parameter.group(3)
                    : parameter.group(2).replaceAll("\\\\(.)", "$1");
        case "filename", "filename*" ->
            throw Refusal.badRequest("a file cannot be a parameter; send its text as a field");
        default -> {}
      }
    }
    if (name == null) {
      throw Refusal.badRequest("a part of multipart/form-data has no name");
    }
    values.add(utf8(name), utf8(part.substring(end + END_OF_HEADERS.length())));
  }

  private static String utf8(String bytes) {
    return FormText.decodeBytes(
        bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
