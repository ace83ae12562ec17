// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;

/** One operation, while it is being described. */
public final class Described {

  private static final String JSON = "application/json";

  private final Operation operation;

  Described(Operation operation) {
    this.operation = operation.responses(new ApiResponses());
  }

  public Described about(String about) {
    operation.description(about);
    return this;
  }

  public Described tag(String tag) {
    operation.addTagsItem(tag);
    return this;
  }

  /** One of these credentials is needed. */
  public Described credentials(String... names) {
    for (String name : names) {
      operation.addSecurityItem(new SecurityRequirement().addList(name));
    }
    return this;
  }

  public Described with(Parameter parameter) {
    operation.addParametersItem(parameter);
    return this;
  }

  /** A JSON body that must be there. */
  public Described body(Schema<?> shape, Object example) {
    operation.requestBody(
        new RequestBody().required(true).content(Messages.content(JSON, shape, example)));
    return this;
  }

  /** A JSON body that may be left out. */
  public Described optionalBody(Schema<?> shape, Object example) {
    operation.requestBody(new RequestBody().content(Messages.content(JSON, shape, example)));
    return this;
  }

  /** An answer without a body. */
  public Described answers(int status, String about) {
    return answers(status, Messages.empty(about));
  }

  /** An answer in JSON. */
  public Described answers(int status, String about, Schema<?> shape, Object example) {
    return answers(status, about, Messages.content(JSON, shape, example));
  }

  public Described answers(int status, String about, Content content) {
    return answers(status, Messages.answer(about, content));
  }

  public Described answers(int status, ApiResponse response) {
    operation.getResponses().addApiResponse(Integer.toString(status), response);
    return this;
  }

  /** The document says what these mean. */
  public Described fails(int... statuses) {
    for (int status : statuses) {
      answers(status, new ApiResponse().$ref("#/components/responses/" + Document.name(status)));
    }
    return this;
  }
}
