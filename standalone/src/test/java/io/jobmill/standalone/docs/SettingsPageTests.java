// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Holds the page of settings equal to the settings there are, and every name of a setting or an
 * environment variable in any document to something that exists.
 */
class SettingsPageTests {

  private static final Path PAGE = Path.of("docs", "reference", "settings.md");
  private static final String START = "<!-- from the code -->\n";
  private static final String END = "<!-- end -->\n";

  private static final Pattern VARIABLE = Pattern.compile("\\bJOBMILL_[A-Z0-9_]*[A-Z0-9]\\b");
  private static final Pattern KEY = Pattern.compile("`(jobmill\\.[a-z0-9.-]*[a-z0-9])`");

  /** Set and used by the command lines of the documents themselves. */
  private static final String OF_THE_EXAMPLES = "JOBMILL_URL";

  private static final List<Setting> SETTINGS = Settings.all();

  static List<Path> documents() {
    return ProjectFiles.markdown();
  }

  static List<Setting> settings() {
    return SETTINGS;
  }

  @Test
  void thePageHasTheSettingsThereAre() throws IOException {
    String page = ProjectFiles.text(PAGE);
    int start = page.indexOf(START) + START.length();
    String generated = page.substring(0, start) + tables() + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("jobmill.docs.write")) {
      Files.writeString(ProjectFiles.ROOT.resolve(PAGE), generated);
    }

    assertThat(page)
        .as(
            "docs/reference/settings.md; ./mvnw test -pl standalone -am -Dtest=SettingsPageTests"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Djobmill.docs.write=true writes it")
        .isEqualTo(generated);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everySettingIsDescribed(Setting setting) {
    assertThat(setting.description()).as(setting.key()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everySettingCanBeSetByItsEnvironmentVariable(Setting setting) {
    var variables =
        new SystemEnvironmentPropertySource(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            Map.of(setting.variable(), "x"));
    var source = ConfigurationPropertySources.from(variables).iterator().next();

    assertThat(source.getConfigurationProperty(ConfigurationPropertyName.of(setting.key())))
        .as(setting.variable())
        .isNotNull();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyEnvironmentVariableThatIsNamedIsRead(Path document) {
    Set<String> named = found(VARIABLE, ProjectFiles.text(document));
    named.remove(OF_THE_EXAMPLES);
    named.removeIf(SettingsPageTests::isBelowAnOpenSetting);

    assertThat(known()).as(document.toString()).containsAll(named);
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everySettingThatIsNamedExists(Path document) {
    List<String> unknown = new ArrayList<>();
    Matcher named = KEY.matcher(ProjectFiles.text(document));
    while (named.find()) {
      if (!isKnownKey(named.group(1))) {
        unknown.add(named.group(1));
      }
    }

    assertThat(unknown).as(document.toString()).isEmpty();
  }

  @Test
  void everyEnvironmentVariableThatTheProgramsReadIsInADocument() {
    String documents =
        documents().stream().map(ProjectFiles::text).collect(Collectors.joining("\n"));
    Set<String> read = new TreeSet<>();
    sources("/src/main/java/").forEach(text -> read.addAll(found(quoted(), text)));
    read.removeIf(name -> name.equals("JOBMILL_"));

    assertThat(found(VARIABLE, documents)).containsAll(read);
  }

  private static String tables() {
    Map<String, List<Setting>> byModule =
        SETTINGS.stream().collect(Collectors.groupingBy(Setting::module));
    StringBuilder tables = new StringBuilder();
    byModule.keySet().stream()
        .sorted()
        .forEach(
            module -> {
              tables.append("\n## ").append(module);
              tables.append("\n\n| setting | default | |\n|---|---|---|\n");
              byModule
                  .getOrDefault(module, List.of())
                  .forEach(setting -> tables.append(setting.row()).append('\n'));
            });
    return tables.append('\n').toString();
  }

  /** What a setting binds, what the code reads by its name, and what scripts use. */
  private static Set<String> known() {
    Set<String> known = new TreeSet<>();
    SETTINGS.forEach(setting -> known.add(setting.variable()));
    sources("/src/").forEach(text -> known.addAll(found(quoted(), text)));
    for (Path file : ProjectFiles.all()) {
      boolean script =
          file.startsWith(".ci")
              || file.startsWith("deploy")
              || (file.getNameCount() == 1 && !file.toString().endsWith(".md"));
      if (script) {
        known.addAll(found(VARIABLE, ProjectFiles.text(file)));
      }
    }
    return known;
  }

  private static boolean isBelowAnOpenSetting(String variable) {
    return SETTINGS.stream()
        .anyMatch(each -> each.open() && variable.startsWith(each.variable() + "_"));
  }

  private static Pattern quoted() {
    return Pattern.compile("(?<=\")JOBMILL_[A-Z0-9_]*(?=\")");
  }

  private static boolean isKnownKey(String key) {
    boolean setting =
        SETTINGS.stream()
            .anyMatch(
                each ->
                    each.key().equals(key)
                        || each.key().startsWith(key + ".")
                        || (each.open() && key.startsWith(each.key() + ".")));
    String literal = "\"" + key.substring("jobmill.".length());
    return setting
        || sources("/src/main/").stream()
            .anyMatch(text -> text.contains("\"" + key) || text.contains(literal));
  }

  private static List<String> sources(String part) {
    return ProjectFiles.all().stream()
        .filter(file -> ("/" + file).contains(part))
        .filter(file -> file.toString().endsWith(".java") || file.toString().endsWith(".yml"))
        .map(ProjectFiles::text)
        .toList();
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }
}
