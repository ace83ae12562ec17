// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.audit.Audit;
import io.jobmill.gateway.dialect.keyfactor.filter.Field;
import io.jobmill.gateway.dialect.keyfactor.filter.Kind;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.security.Scope;
import java.util.List;
import java.util.UUID;

/** Job types: listed, made, changed and taken away. */
final class JobTypeEndpoints {

  private static final String PATH = "JobTypes/Custom";
  private static final String ONE = PATH + "/{id}";

  private static final Columns<JobType> COLUMNS =
      new Columns<JobType>()
          .with(Field.of("Id", Kind.GUID), JobType::id)
          .with(Field.of("JobTypeName", Kind.TEXT), JobType::name, "Name")
          .with(Field.of("Description", Kind.TEXT), JobType::description);

  private final JobTypes types;
  private final ValuesOf values;
  private final Audit audit;

  JobTypeEndpoints(JobTypes types, ValuesOf values, Audit audit) {
    this.types = types;
    this.values = values;
    this.audit = audit;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, Scope.VIEW, this::list),
        Endpoint.post(PATH, Scope.MANAGE, this::create),
        Endpoint.put(PATH, Scope.MANAGE, this::change),
        Endpoint.get(ONE, Scope.VIEW, this::one),
        Endpoint.delete(ONE, Scope.MANAGE, this::remove));
  }

  private Reply list(Call call) {
    return COLUMNS.reply(
        types.all(), Paging.of(call.parameters()), values.of(call), JobTypeJson::write);
  }

  private Reply one(Call call) {
    UUID id = call.guid();
    return Reply.of(
        JobTypeJson.write(
            types.find(id).orElseThrow(() -> Refusal.notFound("there is no job type " + id))));
  }

  private Reply create(Call call) {
    JsonObject body = call.object();
    JobType type = JobTypeJson.read(types.newId(JobTypeJson.name(body)), body);
    audit.change(call.actor(), "job-type.create", type.name(), () -> types.add(type));
    return Reply.of(JobTypeJson.write(type));
  }

  private Reply change(Call call) {
    JsonObject body = call.object();
    UUID id = body.guid("Id");
    types.requireMade(id);
    JobType type = JobTypeJson.read(id, body);
    audit.change(call.actor(), "job-type.update", type.name(), () -> types.replace(type));
    return Reply.of(JobTypeJson.write(type));
  }

  private Reply remove(Call call) {
    UUID id = call.guid();
    audit.change(call.actor(), "job-type.delete", id.toString(), () -> types.remove(id));
    return Reply.NOTHING;
  }
}
