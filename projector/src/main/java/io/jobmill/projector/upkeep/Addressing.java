// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.Addressees;
import io.jobmill.job.Addressees.Candidate;
import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.RunLimits;
import io.jobmill.job.Target;
import io.jobmill.template.Template;
import io.jobmill.view.JobView;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Names the workers that have to answer for a request with a target, and until when. Those that
 * were named already stay: an attempt that got lost on a host is for that host.
 */
final class Addressing {

  private final Liveness liveness;
  private final Function<String, Optional<Template>> templates;
  private final Duration answerWithin;

  /**
   * @param answerWithin what a worker may take to answer beyond the time of the run
   */
  Addressing(
      Liveness liveness, Function<String, Optional<Template>> templates, Duration answerWithin) {
    this.liveness = liveness;
    this.templates = templates;
    this.answerWithin = answerWithin;
  }

  /** The request as it is to be written; empty if its target means nobody. */
  Optional<JobRequest> of(JobView view, JobRequest request, Instant now) {
    Target target = request.target();
    if (target == null || target.isAny()) {
      return Optional.of(request);
    }
    Pool pool = view.queue().pool();
    List<ExpectedWorker> expected =
        request.isBroadcast() ? request.expected() : meant(target, pool, now);
    Instant deadline =
        now.plus(timeout(view, request)).plus(answerWithin).truncatedTo(ChronoUnit.MILLIS);
    return expected.isEmpty() || expected.size() > JobView.MAX_PARTS
        ? Optional.empty()
        : Optional.of(request.expecting(pool, expected, deadline));
  }

  private List<ExpectedWorker> meant(Target target, Pool pool, Instant now) {
    Map<String, String> hostnames = new LinkedHashMap<>();
    Map<String, Map<String, String>> labels = new LinkedHashMap<>();
    liveness.signs().stream()
        .filter(sign -> sign.isAlive(now, LeaseRule.MISSED_HEARTBEATS))
        .sorted(Comparator.comparing(sign -> sign.worker().id()))
        .forEach(
            sign -> {
              hostnames.put(sign.worker().id(), sign.profile().hostname());
              if (sign.profile().serves(pool)) {
                labels.put(sign.worker().id(), sign.profile().labels());
              }
            });
    List<Candidate> candidates = new ArrayList<>();
    Addressees.names(hostnames)
        .forEach(
            (id, name) -> {
              Map<String, String> own = labels.get(id);
              if (own != null) {
                candidates.add(new Candidate(id, name, own));
              }
            });
    return Addressees.of(target, candidates);
  }

  private Duration timeout(JobView view, JobRequest request) {
    RunLimits limits = view.limits();
    if (limits != null) {
      return limits.timeout();
    }
    String template = request.template();
    return Optional.ofNullable(template)
        .flatMap(templates)
        .map(Template::timeout)
        .orElse(RunLimits.DEFAULT.timeout());
  }
}
