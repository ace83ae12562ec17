// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import static io.jobmill.gateway.api.ApiDocument.ID;
import static io.jobmill.gateway.api.ApiDocument.ofJob;
import static io.jobmill.gateway.openapi.Messages.example;
import static io.jobmill.gateway.openapi.Shapes.count;
import static io.jobmill.gateway.openapi.Shapes.flag;
import static io.jobmill.gateway.openapi.Shapes.list;
import static io.jobmill.gateway.openapi.Shapes.named;
import static io.jobmill.gateway.openapi.Shapes.object;
import static io.jobmill.gateway.openapi.Shapes.text;
import static io.jobmill.gateway.openapi.Shapes.uuid;

import io.jobmill.gateway.openapi.Described;
import io.jobmill.gateway.openapi.IdempotencyParameter;
import io.jobmill.gateway.openapi.Messages;
import io.jobmill.gateway.openapi.Shapes;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;

/** Describes what is done to jobs. */
final class JobOperations {

  private static final int[] TAKES_A_BODY = {400, 408, 413, 415, 503};

  private JobOperations() {}

  static void describe(ApiDocument api) {
    api.on("POST", "/jobs", "createJob", "Trigger a job", "trigger", TAKES_A_BODY)
        .fails(404, 409)
        .with(waiting())
        .with(IdempotencyParameter.of())
        .body(
            named("NewJob"),
            example("template", "ablast", "variables", example("TargetServer", "ABLSV1")))
        .answers(
            201, created("safe on its queue; without the scope `view`, only `id` and `status`"));
    ofJob(api.on("DELETE", "/jobs/{id}", "deleteJob", "Delete a job", "manage", 503))
        .answers(204, "hidden from everybody; one that has not ended is cancelled");
    ofJob(api.on("POST", "/jobs/{id}/cancel", "cancelJob", "Cancel a job", "trigger", TAKES_A_BODY))
        .fails(409)
        .optionalBody(
            object().maybe("reason", text("for the job's timeline")).shape(),
            example("reason", "wrong server"))
        .answers(
            202,
            "ended, or asked to end: `cancelRequested` says so",
            named("Job"),
            example("id", ID, "status", "cancelled"));
    ofJob(
            api.on(
                "POST", "/jobs/{id}/retry", "retryJob", "Run a job again", "trigger", TAKES_A_BODY))
        .fails(409)
        .optionalBody(object().shape(), example())
        .answers(201, created("the new job"));
    bulk(api.on("POST", "/jobs/retry", "retryJobs", "Run jobs again", "trigger", TAKES_A_BODY));
  }

  static Parameter waiting() {
    return Messages.query(
            "wait",
            "answer when the job has ended, or after this time, at most 1m",
            text().pattern("^" + WaitTime.FORM + "$"))
        .example("30s");
  }

  private static ApiResponse created(String about) {
    return Messages.answer(
            about,
            Messages.content(
                "application/json",
                named("Job"),
                example("id", ID, "template", "ablast", "status", "pending")))
        .addHeaderObject("Location", Messages.always("where the job is", text()));
  }

  private static void bulk(Described described) {
    Shapes.Fields filter =
        object()
            .maybe("dryRun", flag().description("only count them"))
            .maybe("cursor", text("of the call before"));
    JobReadings.filters().forEach((name, shape) -> filter.maybe(name, shape));
    described
        .about(
            "Runs all jobs again that the filter is true of, without `status` the failed ones, some"
                + " at a time, the newest first. Those that were run again already are left out."
                + " Needs the scopes `trigger` and `view`.")
        .body(filter.shape(), example("status", List.of("failed"), "template", "ablast"))
        .answers(
            200,
            "which of this part were run again",
            object()
                .with("count", count())
                .maybe("dryRun", flag())
                .maybe(
                    "items", list(object().with("id", uuid("old")).with("as", uuid("new")).shape()))
                .maybe(
                    "refused",
                    list(object().with("id", uuid("old")).with("reason", text()).shape()))
                .maybe("nextCursor", text("for the next part; absent after the last"))
                .shape(),
            example("count", 1, "items", List.of(example("id", ID, "as", ID))));
  }
}
