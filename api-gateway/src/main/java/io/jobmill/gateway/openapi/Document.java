// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Set;
import java.util.function.BiFunction;

/** The document of an API that answers JSON, while it is being made. */
public final class Document {

  /** Statuses that say when to come again. */
  private static final Set<Integer> LATER = Set.of(429, 503);

  private final OpenAPI document = new OpenAPI().paths(new Paths()).components(new Components());
  private final ErrorForm errors;

  /**
   * How the API says no.
   *
   * @param shape of the body
   * @param example makes a body of a status and what is wrong
   */
  public record ErrorForm(
      String type, Schema<?> shape, BiFunction<Integer, String, Object> example) {}

  public Document(String title, String about, ErrorForm errors) {
    this.errors = errors;
    document.info(new Info().title(title).version("1").description(about));
    shape(ApiDescription.ERROR, errors.shape());
    document
        .getComponents()
        .addResponses(ApiDescription.ERROR, error(400, "what is wrong", "what is wrong"));
  }

  public Document shape(String name, Schema<?> shape) {
    document.getComponents().addSchemas(name, shape);
    return this;
  }

  public Document server(String url, String about) {
    document.addServersItem(new Server().url(url).description(about));
    return this;
  }

  public Document credentials(String name, SecurityScheme scheme) {
    document.getComponents().addSecuritySchemes(name, scheme);
    return this;
  }

  /** What a status means wherever it is given, with an example. */
  public Document failure(int status, String about, String example) {
    document.getComponents().addResponses(name(status), error(status, about, example));
    return this;
  }

  /** One more method of a path. */
  public Described on(String method, String path, String id, String summary) {
    Operation operation = new Operation().operationId(id).summary(summary);
    PathItem item = document.getPaths().computeIfAbsent(path, any -> new PathItem());
    item.operation(HttpMethod.valueOf(method), operation);
    return new Described(operation);
  }

  public OpenAPI openApi() {
    return document;
  }

  static String name(int status) {
    return ApiDescription.ERROR + status;
  }

  private ApiResponse error(int status, String about, String example) {
    ApiResponse response =
        Messages.answer(
            about,
            Messages.content(
                errors.type(),
                Shapes.named(ApiDescription.ERROR),
                errors.example().apply(status, example)));
    return LATER.contains(status)
        ? response.addHeaderObject(
            "Retry-After", Messages.always("seconds to wait", Shapes.count()))
        : response;
  }
}
