// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import io.jobmill.gateway.problem.JsonBodies;
import io.jobmill.gateway.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads a JSON object as parameters: scalars as they are written, lists of them as lists, {@code
 * null} as not given. Objects inside have no meaning and are refused.
 */
final class JsonForm {

  private JsonForm() {}

  static NamedValues parse(byte[] body) {
    return JsonBodies.read(body, JsonForm::object);
  }

  private static NamedValues object(JsonParser parser) {
    NamedValues values = new NamedValues();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.START_ARRAY) {
        values.addList(name, list(name, parser));
      } else if (token != JsonToken.VALUE_NULL) {
        values.add(name, scalar(name, parser));
      }
    }
    return values;
  }

  private static List<String> list(String name, JsonParser parser) {
    List<String> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(scalar(name, parser));
    }
    return items;
  }

  private static String scalar(String name, JsonParser parser) {
    if (!parser.currentToken().isScalarValue() || parser.hasToken(JsonToken.VALUE_NULL)) {
      throw Refusal.badRequest(
          "property '%s' must be a text, number, truth value or a list of those".formatted(name));
    }
    return JsonBodies.text(parser);
  }
}
