// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.action;

import io.jobmill.event.Command;
import io.jobmill.event.JobEvent;
import io.jobmill.gateway.action.ActionOutcome.Done;
import io.jobmill.gateway.action.ActionOutcome.Refused;
import io.jobmill.gateway.action.ActionOutcome.Unknown;
import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.audit.Audit;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.trigger.Repeats;
import io.jobmill.job.JobId;
import io.jobmill.job.JobStatus;
import io.jobmill.view.JobView;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cancels, deletes, repeats and acknowledges jobs. Whether the caller may is decided before. Every
 * method answers when what it did is projected, and may be repeated; each throws {@link Refusal}
 * 503 where Kafka or the store does not answer in time. Thread-safe.
 */
public final class JobActions {

  private static final String CANCEL = "job.cancel";
  static final String RETRY = "job.retry";

  private final Projected projected;
  private final ChangeRecords records;
  private final Repeats repeats;
  private final Audit audit;

  JobActions(Projected projected, ChangeRecords records, Repeats repeats, Audit audit) {
    this.projected = projected;
    this.records = records;
    this.repeats = repeats;
    this.audit = audit;
  }

  /**
   * The job, once it is projected: what decides whether a caller may do something to it. Empty if
   * there is none.
   */
  public Optional<JobView> find(JobId id) {
    return projected.find(id);
  }

  /**
   * Ends a job that nobody runs, or asks its worker to end it: then it is done once the job says
   * who asked, and it ends a little later. Refused for a job that has ended.
   */
  public ActionOutcome cancel(JobId id, Actor actor, @Nullable String reason) {
    Optional<JobView> found = projected.find(id);
    if (found.isEmpty()) {
      return new Unknown();
    }
    JobView view = found.get();
    if (!view.status().isTerminal() && view.cancel() != null) {
      return new Done(view);
    }
    if (view.status().isTerminal()) {
      return over(view, actor);
    }
    JobView since = audit.change(actor, CANCEL, id.toString(), () -> cancel(view, actor, reason));
    return since.status().isTerminal() && since.status() != JobStatus.CANCELLED
        ? over(since, actor)
        : new Done(since);
  }

  /** Hides a job from everybody for good; one that has not ended is cancelled. */
  public ActionOutcome delete(JobId id, Actor actor) {
    Optional<JobView> found = projected.find(id);
    if (found.isEmpty()) {
      return new Unknown();
    }
    return new Done(
        audit.change(actor, "job.delete", id.toString(), () -> delete(found.get(), actor)));
  }

  /**
   * Runs what the job was asked to do once more, as a new job that the old one names. Refused for a
   * job that has not failed, unless any state will do.
   *
   * @throws Refusal also 409 where nobody can know any more what to run, and 400 where the template
   *     does not take it any more
   */
  public RetryOutcome retry(JobId id, Actor actor, RetryWish wish) {
    Optional<JobView> found = projected.find(id);
    if (found.isEmpty()) {
      return new RetryOutcome.Unknown();
    }
    JobView view = found.get();
    if (!wish.anyState() && !mayBeRetried(view.status())) {
      String reason =
          "job %s is %s; only one that has failed can be run again"
              .formatted(id, view.status().word());
      audit.refused(actor, RETRY, id.toString(), reason);
      return new RetryOutcome.Refused(view, reason);
    }
    var anew = new Repeats.Anew(wish.target(), actor.caller().name(), wish.sameSeries());
    JobId as = audit.change(actor, RETRY, id.toString(), () -> repeats.submit(view, anew));
    return new RetryOutcome.Accepted(link(view, as, actor), as);
  }

  /** Whether a job that stands so is run again by an operator. */
  public static boolean mayBeRetried(JobStatus status) {
    return switch (status) {
      case FAILED, PARTIAL_FAILURE, REJECTED, CANCELLED, SKIPPED -> true;
      default -> false;
    };
  }

  /**
   * Takes note of how runs of a job ended.
   *
   * @param historyIds rows of this job's history
   */
  public ActionOutcome acknowledge(JobId id, Collection<Long> historyIds, Actor actor) {
    Optional<JobView> found = projected.find(id);
    if (found.isEmpty()) {
      return new Unknown();
    }
    List<Long> rows = historyIds.stream().sorted().distinct().toList();
    JobView since =
        audit.change(
            actor,
            "run.acknowledge",
            id.toString(),
            () ->
                written(
                    new JobEvent.Acknowledged(records.envelope(found.get()), rows, actor.name())));
    return new Done(since);
  }

  /** The command comes first: what the event says is wished must be known to the worker. */
  private JobView cancel(JobView view, Actor actor, @Nullable String reason) {
    records.command(Command.cancel(view.id()));
    return written(new JobEvent.CancelRequested(records.envelope(view), actor.name(), reason));
  }

  private JobView delete(JobView view, Actor actor) {
    if (!view.status().isTerminal()) {
      records.command(Command.cancel(view.id()));
    }
    return written(new JobEvent.Deleted(records.envelope(view), actor.name()));
  }

  /** The new job is safe, so that it is answered even where the old one cannot name it. */
  private JobView link(JobView view, JobId as, Actor actor) {
    try {
      return written(new JobEvent.Retried(records.envelope(view), as, actor.name()));
    } catch (Refusal late) {
      return view;
    }
  }

  private ActionOutcome over(JobView view, Actor actor) {
    String reason = "job %s is over: it is %s".formatted(view.id(), view.status().word());
    audit.refused(actor, CANCEL, view.id().toString(), reason);
    return new Refused(view, reason);
  }

  private JobView written(JobEvent event) {
    return projected.through(event.envelope().id(), records.event(event));
  }
}
