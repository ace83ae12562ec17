// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler;

import io.jobmill.handler.JobHandler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything this worker can run, by operation type. */
public final class HandlerRegistry {

  private static final int LONGEST_NAME = 100;

  private final Map<String, JobHandler> handlers = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException naming both classes, if two handlers have one name, or the
   *     class whose name is blank or too long
   */
  public HandlerRegistry(Iterable<? extends JobHandler> found) {
    for (JobHandler handler : found) {
      register(handler);
    }
  }

  public Optional<JobHandler> find(String type) {
    return Optional.ofNullable(handlers.get(type));
  }

  /** The operation types, sorted. */
  public List<String> types() {
    return handlers.keySet().stream().sorted().toList();
  }

  private void register(JobHandler handler) {
    String name = handler.name();
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "job handler %s must have a name of 1 to %d characters, not '%s'"
              .formatted(handler.getClass().getName(), LONGEST_NAME, name));
    }
    JobHandler other = handlers.putIfAbsent(name, handler);
    if (other != null) {
      throw new IllegalArgumentException(
          "two job handlers are named '%s': %s and %s"
              .formatted(name, other.getClass().getName(), handler.getClass().getName()));
    }
  }
}
