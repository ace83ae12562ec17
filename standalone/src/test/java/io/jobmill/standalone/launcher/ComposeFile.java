// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The compose file as Compose reads it, merges done. */
record ComposeFile(Map<String, Object> root) {
  static ComposeFile read(Path path) throws IOException {
    Map<String, Object> root =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(path));
    return new ComposeFile(root);
  }

  Map<String, Service> services() {
    Map<String, Object> all = map(root.get("services"));
    return all.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> new Service(map(entry.getValue()))));
  }

  Map<String, Object> volumes() {
    return map(root.get("volumes"));
  }

  /** One entry of {@code services}. */
  record Service(Map<String, Object> fields) {
    boolean has(String field) {
      return fields.containsKey(field);
    }

    Map<String, Object> map(String field) {
      return ComposeFile.map(fields.get(field));
    }

    /** How long it may take to end before it is killed. */
    Duration stopGrace() {
      return Duration.parse("PT" + fields.getOrDefault("stop_grace_period", "10s"));
    }

    Map<String, Object> environment() {
      return map("environment");
    }

    List<String> list(String field) {
      return ((List<?>) fields.getOrDefault(field, List.of()))
          .stream().map(String::valueOf).toList();
    }

    Map<String, Object> limits() {
      return ComposeFile.map(ComposeFile.map(map("deploy").get("resources")).get("limits"));
    }

    /** What the image is built as, empty when it is not built here. */
    String built() {
      Object arguments = map("build").get("args");
      return String.valueOf(ComposeFile.map(arguments).getOrDefault("SERVICE", ""));
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object value) {
    return value == null ? Map.of() : Objects.requireNonNull((Map<String, Object>) value);
  }
}
