// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.event.Command;
import io.jobmill.handler.JobHandler;
import io.jobmill.job.Claim;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobTimes.Deadline;
import io.jobmill.job.OneLine;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.RunLimits;
import io.jobmill.job.Since;
import io.jobmill.job.Target;
import io.jobmill.template.LimitKey;
import io.jobmill.template.Problem;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateReader;
import io.jobmill.worker.execution.Attempt;
import io.jobmill.worker.execution.Wishes;
import io.jobmill.worker.execution.Work;
import io.jobmill.worker.handler.HandlerRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a request that could be read. A pure function of it and of what is known.
 */
final class RequestCheck {

  private final HandlerRegistry handlers;
  private final RequestVariables variables;
  private final boolean adHoc;

  /**
   * @param adHoc whether records may bring scripts and HTTP requests of their own
   */
  RequestCheck(HandlerRegistry handlers, RequestVariables variables, boolean adHoc) {
    this.handlers = handlers;
    this.variables = variables;
    this.adHoc = adHoc;
  }

  /**
   * What is known at the moment.
   *
   * @param template finds a request's template
   * @param command what the system wishes about the job, if anything
   * @param now by this machine's clock
   */
  record Known(
      Function<JobRequest, Optional<Template>> template,
      @Nullable Command command,
      Instant now,
      Met met) {}

  /**
   * How old the record is, by the broker's clock.
   *
   * @param appended when it was written
   * @param now the broker's time; absent while this worker does not know it: then nothing is too
   *     old
   */
  record Met(Instant appended, @Nullable Instant now) {}

  Verdict judge(QueueRecord record, Claim claim, Known known) {
    JobRequest request = record.request();
    Command command = known.command();
    if (command != null && command.cancel()) {
      return new Verdict.Cancelled(request, "not run: the job was cancelled");
    }
    if (command != null && Wishes.forbid(command, request, claim.point())) {
      return new Verdict.Unwanted(request, "a later attempt has taken over");
    }
    if ((request.template() == null) == (request.operation() == null)) {
      return reject(record, "exactly one of template and operation must be given");
    }
    Operation own = request.operation();
    if (own != null) {
      String problem = problemOfOwn(own);
      return problem == null
          ? run(record, claim, known, ownTemplate(own))
          : reject(record, problem);
    }
    Optional<Template> template = known.template().apply(request);
    if (template.isEmpty()) {
      return reject(
          record, "there is no template " + OneLine.quoted(String.valueOf(request.template())));
    }
    if (!template.get().api() && !record.signed()) {
      return reject(
          record,
          "template '%s' may not be triggered from outside".formatted(template.get().name()));
    }
    return run(record, claim, known, template.get());
  }

  private Verdict run(QueueRecord record, Claim claim, Known known, Template template) {
    boolean broadcast = claim.part() > 0;
    if (!record.signed() && !mayTarget(record.request(), template)) {
      return reject(
          record,
          "template '%s' does not let a request name its target".formatted(template.name()));
    }
    Since since = Since.of(record.request(), known.met().appended());
    Deadline over = broadcast ? null : over(template, since, known.met());
    if (over != null) {
      return new Verdict.Expired(record.readable(), over);
    }
    RequestVariables.Checked checked = variables.check(template, record.request(), record.id());
    if (checked instanceof RequestVariables.Checked.Refused refused) {
      return reject(record, refused.reason());
    }
    RequestVariables.Checked.Accepted accepted = (RequestVariables.Checked.Accepted) checked;
    if (!broadcast) {
      Verdict later = later(accepted.request(), template, known.now());
      if (later != null) {
        return later;
      }
    }
    Optional<JobHandler> handler = handlers.find(template.operation().type());
    if (handler.isEmpty()) {
      String missing =
          "no handler for operation %s on this worker"
              .formatted(OneLine.quoted(template.operation().type()));
      // Of a broadcast nobody else can take this worker's part.
      return broadcast
          ? reject(record, missing)
          : new Verdict.Defer(accepted.request(), null, missing);
    }
    Work work =
        new Work(
            record.request().template() == null ? null : template.name(),
            template.operation(),
            accepted.variables(),
            RunLimits.of(template.timeout(), template.retry()),
            template.retry(),
            template.times().ended(since).orElse(null),
            handler.get());
    return new Verdict.Run(new Attempt(record.id(), accepted.request(), claim, work));
  }

  private @Nullable String problemOfOwn(Operation own) {
    if (own.isBuiltIn() && !adHoc) {
      return "this pool does not run %s operations without a template".formatted(own.type());
    }
    List<Problem> problems = TemplateReader.problemsOf(own);
    return problems.isEmpty() ? null : problems.get(0).toString();
  }

  private static boolean mayTarget(JobRequest request, Template template) {
    Target asked = request.target();
    return asked == null || asked.equals(template.target()) || template.allowTarget();
  }

  /** Which of its times is over; absent while none is, or while nobody knows what time it is. */
  private static @Nullable Deadline over(Template template, Since since, Met met) {
    Instant now = met.now();
    Deadline deadline = template.times().started(since);
    return now != null && deadline.isOver(now) ? deadline : null;
  }

  /**
   * What a queue cannot do: wait for a time, or for a place, or reach other than any one worker of
   * its pool.
   */
  private static Verdict.@Nullable Defer later(JobRequest request, Template template, Instant now) {
    Target target = request.target() == null ? template.target() : request.target();
    JobRequest addressed = target.isAny() ? request : request.withTarget(target);
    Instant runAt = request.runAt();
    if (runAt != null && runAt.isAfter(now)) {
      return new Verdict.Defer(addressed, runAt, "not to run before " + runAt);
    }
    if (template.limits().any() && request.place() == null) {
      LimitKey limit = LimitKey.of(template, request.variables());
      String reason = "waits to be let through under the limit " + OneLine.quoted(limit.text());
      return new Verdict.Defer(addressed, null, reason, limit.text());
    }
    return target.isAny()
        ? null
        : new Verdict.Defer(
            addressed, now, "the workers that %s means are asked next".formatted(target));
  }

  /** An operation of a record's own is held against rules that declare nothing and allow all. */
  private static Template ownTemplate(Operation own) {
    return new Template(
        own.type(),
        "",
        Pool.DEFAULT,
        Target.ANY,
        RunLimits.DEFAULT.timeout(),
        true,
        null,
        true,
        true,
        List.of(),
        own);
  }

  private static Verdict reject(QueueRecord record, String reason) {
    return new Verdict.Reject(record.readable(), OneLine.of(reason));
  }
}
