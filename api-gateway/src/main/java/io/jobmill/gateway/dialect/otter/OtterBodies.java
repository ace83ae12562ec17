// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import io.jobmill.gateway.openapi.Messages;
import io.jobmill.gateway.openapi.Shapes;
import io.jobmill.gateway.openapi.Shapes.Fields;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.Map;
import org.springframework.http.MediaType;

/** Describes the bodies that parameters may come in. */
final class OtterBodies {

  private OtterBodies() {}

  /**
   * A body with one name that has a meaning, the key, and any others.
   *
   * @param example of all that is sent
   */
  static RequestBody of(String name, String about, Map<String, Object> example) {
    Schema<?> scalar =
        Shapes.any(Shapes.text(), Shapes.anyNumber(), Shapes.flag(), Shapes.nothing());
    Schema<?> json =
        fields(name, about)
            .maybe(OtterParameters.JSON_KEY, Shapes.text("the API key"))
            .others(Shapes.any(scalar, Shapes.list(scalar)))
            .shape();
    Schema<?> form = fields(name, about).others(Shapes.text()).shape();
    return new RequestBody()
        .description(
            "Parameters may come in the query, in the body or in both; the query wins. A body"
                + " without a content type is read as a form.")
        .content(
            new Content()
                .addMediaType(
                    MediaType.APPLICATION_FORM_URLENCODED_VALUE, Messages.media(form, example))
                .addMediaType(MediaType.MULTIPART_FORM_DATA_VALUE, Messages.media(form, example))
                .addMediaType(MediaType.APPLICATION_JSON_VALUE, Messages.media(json, example)));
  }

  private static Fields fields(String name, String about) {
    return Shapes.object()
        .maybe(name, Shapes.text(about))
        .maybe(OtterParameters.KEY, Shapes.text("the API key"));
  }
}
