// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.openapi;

import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parameters, contents and answers of operations, in few words. */
public final class Messages {

  private Messages() {}

  /** A parameter of the query that may be left out. */
  public static Parameter query(String name, String about, Schema<?> shape) {
    return new Parameter().in("query").name(name).description(about).schema(shape);
  }

  /** A part of the path. */
  public static Parameter path(String name, String about, Schema<?> shape) {
    return new Parameter().in("path").name(name).description(about).required(true).schema(shape);
  }

  /** A header that may be left out. */
  public static Parameter header(String name, String about, Schema<?> shape) {
    return new Parameter().in("header").name(name).description(about).schema(shape);
  }

  public static Content content(String type, Schema<?> shape, Object example) {
    return new Content().addMediaType(type, media(shape, example));
  }

  public static MediaType media(Schema<?> shape, Object example) {
    return new MediaType().schema(shape).example(example);
  }

  /** An answer without a body. */
  public static ApiResponse empty(String about) {
    return new ApiResponse().description(about);
  }

  public static ApiResponse answer(String about, Content content) {
    return new ApiResponse().description(about).content(content);
  }

  /** A header that is always there. */
  public static Header always(String about, Schema<?> shape) {
    return new Header().description(about).required(true).schema(shape);
  }

  /** A JSON object, of names and values in turn. */
  public static Map<String, Object> example(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }
}
