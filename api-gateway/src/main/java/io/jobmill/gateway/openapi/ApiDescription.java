// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import java.util.function.Supplier;

/**
 * What one package has to say about its API.
 *
 * <p>The document's component {@code #/components/responses/Error} is the form of every error of
 * the API, whatever its status, those of paths and methods that there are not among them.
 *
 * @param name stands in the document's address
 * @param title for people who choose one
 * @param document makes the document, when it is asked for first
 */
public record ApiDescription(String name, String title, Supplier<OpenAPI> document) {

  /** The name of the response that is the form of every error. */
  public static final String ERROR = "Error";
}
