// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.event.Host;
import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.KnownWorker;
import io.jobmill.gateway.query.Workers;
import io.jobmill.gateway.security.Access;
import io.jobmill.gateway.security.Caller;
import io.jobmill.gateway.security.Scope;
import io.jobmill.job.Pool;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The workers there are, and the pools they serve. */
@RestController
final class WorkersApi {

  private final ApiCallers callers;
  private final Workers workers;
  private final Templates templates;
  private final Access access;

  WorkersApi(ApiCallers callers, Workers workers, Templates templates, Access access) {
    this.callers = callers;
    this.workers = workers;
    this.templates = templates;
    this.access = access;
  }

  @GetMapping("/api/v1/workers")
  Map<String, Object> list(
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      HttpServletRequest request) {
    Caller caller = callers.with(Scope.VIEW, request);
    return Page.of(limit, cursor)
        .of(workers.all(), WorkersApi::order, worker -> answer(worker, caller))
        .fields();
  }

  @GetMapping("/api/v1/workers/{id}")
  Map<String, Object> read(@PathVariable String id, HttpServletRequest request) {
    Caller caller = callers.with(Scope.VIEW, request);
    return answer(existing(workers, id), caller);
  }

  @GetMapping("/api/v1/pools")
  Map<String, Object> pools(
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor,
      HttpServletRequest request) {
    callers.with(Scope.VIEW, request);
    List<KnownWorker> alive = workers.all().stream().filter(KnownWorker::alive).toList();
    TreeSet<Pool> pools = new TreeSet<>(List.of(Pool.DEFAULT));
    alive.forEach(worker -> pools.addAll(worker.pools()));
    templates.all().forEach(record -> pools.add(record.template().pool()));
    return Page.of(limit, cursor)
        .of(List.copyOf(pools), Pool::name, pool -> answer(pool, alive))
        .fields();
  }

  /** By id or, for people, by hostname. */
  static KnownWorker existing(Workers workers, String id) {
    return workers
        .find(id)
        .or(() -> workers.named(id))
        .orElseThrow(() -> Refusal.notFound("there is no worker '%s'".formatted(id)));
  }

  private static String order(KnownWorker worker) {
    return worker.hostname() + "/" + worker.id();
  }

  private Map<String, Object> answer(KnownWorker worker, Caller caller) {
    return new Answer()
        .with("id", worker.id())
        .with("hostname", worker.hostname())
        .with("state", worker.state().word())
        .with("alive", worker.alive())
        .with("pools", worker.pools().stream().map(Pool::name).toList())
        .with("labels", worker.labels())
        .with("operations", worker.operations())
        .with("slots", worker.slots())
        .with("busy", worker.attempts().size())
        .with("attempts", access.mayRead(caller, null) ? attempts(worker) : null)
        .with("incarnation", worker.incarnation())
        .with("firstSeen", worker.firstSeen())
        .with("lastSeen", worker.lastSeen())
        .with("host", worker.host() == null ? null : answer(worker.host()))
        .fields();
  }

  private static Map<String, Object> answer(Host host) {
    return new Answer()
        .with("startedAt", host.startedAt())
        .with("upSeconds", host.up() == null ? null : host.up().toSeconds())
        .with("distribution", host.distribution())
        .with("version", host.version())
        .with("kernel", host.kernel())
        .with("architecture", host.architecture())
        .with("cpus", host.cpus())
        .with("memoryTotal", host.memoryTotal())
        .with("memoryFree", host.memoryFree())
        .with("load", host.load())
        .fields();
  }

  private static List<Map<String, Object>> attempts(KnownWorker worker) {
    return worker.attempts().stream()
        .map(
            running ->
                new Answer()
                    .with("job", running.id().toString())
                    .with("attempt", running.attempt())
                    .fields())
        .toList();
  }

  private Map<String, Object> answer(Pool pool, List<KnownWorker> alive) {
    List<KnownWorker> serving =
        alive.stream().filter(worker -> worker.pools().contains(pool)).toList();
    return new Answer()
        .with("name", pool.name())
        .with(
            "templates",
            templates.all().stream().filter(r -> r.template().pool().equals(pool)).count())
        .with("workers", serving.size())
        .with("slots", serving.stream().mapToInt(KnownWorker::slots).sum())
        .with("busy", serving.stream().mapToInt(worker -> worker.attempts().size()).sum())
        .fields();
  }
}
