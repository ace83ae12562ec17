// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Plain values as JSON text. */
public final class PlainJson {

  private PlainJson() {}

  /**
   * @param tree of Map, List, String, Number, Boolean and null; of anything else, its text
   */
  public static String of(@Nullable Object tree) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonFactories.OWN.createGenerator(ObjectWriteContext.empty(), text)) {
      JsonTree.write(json, tree);
    }
    return text.toString();
  }
}
