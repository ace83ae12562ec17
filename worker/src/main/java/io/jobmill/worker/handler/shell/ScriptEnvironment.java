// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.shell;

import io.jobmill.handler.JobContext;
import io.jobmill.template.VariableRules;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a script finds in its environment: a short list of the worker's, its variables, ours. */
final class ScriptEnvironment {

  /** Names a file of the attempt's private folder, so no other run has the same value. */
  static final String RESULT_FILE = "JOBMILL_RESULT_FILE";

  private ScriptEnvironment() {}

  static Map<String, String> of(JobContext job, ShellSettings settings, AttemptFolder folder) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String name : settings.inherited()) {
      String value = settings.environment().get(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    for (String name : job.variables().names()) {
      environment.put(VariableRules.environmentName(name), job.variables().text(name));
    }
    environment.put("JOBMILL_JOB_ID", job.id().toString());
    environment.put("JOBMILL_ATTEMPT", Integer.toString(job.attempt()));
    environment.put("JOBMILL_TEMPLATE", job.template().orElse(""));
    environment.put("JOBMILL_WORKER", job.worker());
    job.traceparent().ifPresent(value -> environment.put("TRACEPARENT", value));
    job.tracestate().ifPresent(value -> environment.put("TRACESTATE", value));
    environment.put(RESULT_FILE, folder.result().toString());
    environment.put("JOBMILL_CHANGED_FILE", folder.changed().toString());
    return environment;
  }
}
