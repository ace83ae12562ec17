// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One document, read as far as the tests need it. */
final class Markdown {

  private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern NAMED_LINK = Pattern.compile("(?m)^\\[[^\\]]+]:\\s*(\\S+)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6}\\s+(.+?)\\s*$");
  private static final Pattern FENCE =
      Pattern.compile("(?ms)^```([a-z]*)([^\\n]*)\\n(.*?)^```\\s*$");

  private final String text;

  Markdown(String text) {
    this.text = text;
  }

  /**
   * A block of code.
   *
   * @param language the first word after the fence; may be empty
   * @param marks the rest of that line
   */
  record Fence(String language, String marks, String code) {}

  List<Fence> fences() {
    List<Fence> fences = new ArrayList<>();
    Matcher matcher = FENCE.matcher(text);
    while (matcher.find()) {
      fences.add(new Fence(matcher.group(1), matcher.group(2).strip(), matcher.group(3)));
    }
    return fences;
  }

  List<String> links() {
    List<String> links = new ArrayList<>();
    for (Pattern pattern : List.of(LINK, NAMED_LINK)) {
      Matcher matcher = pattern.matcher(prose());
      while (matcher.find()) {
        links.add(matcher.group(1));
      }
    }
    return links;
  }

  /** The names under which the headings can be linked to, as GitHub makes them. */
  List<String> anchors() {
    List<String> anchors = new ArrayList<>();
    Matcher matcher = HEADING.matcher(prose());
    while (matcher.find()) {
      anchors.add(
          matcher
              .group(1)
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-'));
    }
    return anchors;
  }

  /** The text without its code blocks. */
  String prose() {
    return FENCE.matcher(text).replaceAll("");
  }
}
