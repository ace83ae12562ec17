// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.launcher;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** The settings that Jobmill's services really read: the components of their settings records. */
final class ServiceProperties {
  private ServiceProperties() {}

  private static Set<String> names() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    return scanner.findCandidateComponents("io.jobmill").stream()
        .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
        .flatMap(type -> names(type.getAnnotation(ConfigurationProperties.class).value(), type))
        .collect(Collectors.toSet());
  }

  /** In the form {@code JOBMILL_ADMIN_KEY}. */
  static Set<String> environmentNames() {
    return names().stream()
        .map(name -> name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'))
        .collect(Collectors.toSet());
  }

  private static Stream<String> names(String prefix, Class<?> type) {
    return Stream.of(type.getRecordComponents()).flatMap(part -> names(prefix, part));
  }

  private static Stream<String> names(String prefix, RecordComponent part) {
    String name =
        prefix + "." + part.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    return part.getType().isRecord() && part.getType().getName().startsWith("io.jobmill")
        ? names(name, part.getType())
        : Stream.of(name);
  }
}
