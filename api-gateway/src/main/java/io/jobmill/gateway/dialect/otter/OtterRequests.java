// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.problem.RequestBodies;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Reads the parameters of a request, wherever they are. */
final class OtterRequests {

  static final String KEY_HEADER = "X-ApiKey";

  private static final NamedValues NONE = new NamedValues();
  private static final Set<Charset> CHARSETS =
      Set.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII);

  private final RequestBodies bodies;

  OtterRequests(RequestBodies bodies) {
    this.bodies = bodies;
  }

  /**
   * @throws Refusal 400, 408, 413 or 415 where the request is not one that can be read
   */
  OtterParameters read(HttpServletRequest request) {
    String query = request.getQueryString();
    byte[] body = bodies.read(request);
    MediaType type = body.length == 0 ? null : type(request);
    return new OtterParameters(
        Collections.list(request.getHeaders(KEY_HEADER)),
        request.getHeader(HttpHeaders.AUTHORIZATION),
        query == null ? NONE : FormText.parse(query, StandardCharsets.UTF_8),
        type == null ? NONE : parameters(body, type),
        type != null && type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON));
  }

  private static NamedValues parameters(byte[] body, MediaType type) {
    if (type.equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED)) {
      return FormText.parse(body, charset(type));
    }
    if (type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
      return JsonForm.parse(body);
    }
    if (type.equalsTypeAndSubtype(MediaType.MULTIPART_FORM_DATA)) {
      return MultipartForm.parse(body, type.getParameter("boundary"));
    }
    throw Refusal.badRequest(
        "content type %s/%s is not read here; send a form or a JSON object"
            .formatted(type.getType(), type.getSubtype()));
  }

  private static MediaType type(HttpServletRequest request) {
    String header = request.getContentType();
    if (header == null || header.isBlank()) {
      return MediaType.APPLICATION_FORM_URLENCODED;
    }
    try {
      return MediaType.parseMediaType(header);
    } catch (InvalidMediaTypeException e) {
      throw Refusal.badRequest("the content type cannot be read");
    }
  }

  private static Charset charset(MediaType type) {
    Charset charset = type.getCharset() == null ? StandardCharsets.UTF_8 : type.getCharset();
    if (!CHARSETS.contains(charset)) {
      throw Refusal.unsupportedType("charset %s is not read here; send UTF-8".formatted(charset));
    }
    return charset;
  }
}
