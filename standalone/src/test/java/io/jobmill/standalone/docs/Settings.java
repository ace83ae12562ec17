// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.docs;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** All settings there are: read from the settings records and from what their comments say. */
final class Settings {

  private static final String RECORD =
      "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@[A-Za-z]+(?:\\([^)]*\\))?\\s*)*(?:public )?record %s\\(";
  private static final Pattern PARAM = Pattern.compile("@param (\\w+) ((?:(?!@param).)*)");
  private static final List<Path> FILES = ProjectFiles.all();

  private Settings() {}

  static List<Setting> all() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    List<Setting> settings = new ArrayList<>();
    scanner
        .findCandidateComponents("io.jobmill")
        .forEach(found -> settings.addAll(of(type(String.valueOf(found.getBeanClassName())))));
    settings.sort(Comparator.comparing(Setting::module).thenComparing(Setting::key));
    return settings;
  }

  private static List<Setting> of(Class<?> type) {
    ConfigurationProperties annotation = type.getAnnotation(ConfigurationProperties.class);
    Path source = source(type);
    List<Setting> settings = new ArrayList<>();
    collect(type, annotation.value(), source, settings);
    return settings;
  }

  private static void collect(Class<?> type, String prefix, Path source, List<Setting> settings) {
    Map<String, String> descriptions = descriptions(type, source);
    Parameter[] parameters = constructor(type).getParameters();
    RecordComponent[] components = type.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      String key = prefix + "." + dashed(component.getName());
      boolean group =
          component.getType().isRecord() && component.getType().getEnclosingClass() == type;
      if (group) {
        collect(component.getType(), key, source, settings);
      } else {
        settings.add(
            new Setting(
                source.getName(0).toString(),
                key,
                initial(parameters[i]),
                descriptions.getOrDefault(component.getName(), ""),
                Map.class.isAssignableFrom(component.getType())));
      }
    }
  }

  private static String initial(AnnotatedElement parameter) {
    DefaultValue initial = parameter.getAnnotation(DefaultValue.class);
    return initial == null ? "" : String.join(",", initial.value());
  }

  private static Constructor<?> constructor(Class<?> type) {
    int components = type.getRecordComponents().length;
    return Arrays.stream(type.getDeclaredConstructors())
        .filter(each -> each.getParameterCount() == components)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> descriptions(Class<?> type, Path source) {
    Map<String, String> descriptions = new HashMap<>();
    Matcher comment =
        Pattern.compile(RECORD.formatted(type.getSimpleName()), Pattern.DOTALL)
            .matcher(ProjectFiles.text(source));
    if (comment.find()) {
      Matcher param = PARAM.matcher(comment.group(1).replaceAll("\\s+\\*?\\s*", " "));
      while (param.find()) {
        descriptions.put(param.group(1), plain(param.group(2)));
      }
    }
    return descriptions;
  }

  private static String plain(String javadoc) {
    return javadoc
        .strip()
        .replaceAll("\\{@code ([^}]*)}", "`$1`")
        .replaceAll("\\{@link [^}]*?(\\w+)}", "`$1`")
        .replace("|", "\\|");
  }

  private static String dashed(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static Path source(Class<?> type) {
    Path file = Path.of(type.getName().replace('.', '/') + ".java");
    return FILES.stream().filter(each -> each.endsWith(file)).findFirst().orElseThrow();
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
