// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.openapi;

import io.jobmill.gateway.trigger.IdempotencyKey;
import io.swagger.v3.oas.models.parameters.Parameter;

/** Describes the header by which a submission may be repeated. */
public final class IdempotencyParameter {

  private IdempotencyParameter() {}

  public static Parameter of() {
    return Messages.header(
            IdempotencyKey.HEADER,
            "a word of yours, best a new UUID: however often this is sent with the same one, there is"
                + " one job",
            Shapes.text()
                .pattern("^(\"" + IdempotencyKey.FORM + "\"|" + IdempotencyKey.FORM + ")$"))
        .example("8e03978e-40d5-43e8-bc93-6894a57f9324");
  }
}
