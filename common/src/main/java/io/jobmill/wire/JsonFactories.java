// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** How strictly JSON is read. */
final class JsonFactories {

  /** The deepest nesting of a record that anyone may write. */
  static final int MAX_DEPTH = 64;

  /** What a stranger's record may be nested in when Jobmill hands it on inside its own. */
  private static final int ENCLOSING_LEVELS = 8;

  private static final int MAX_TEXT = 16 * 1024 * 1024;

  static final JsonFactory OWN =
      JsonFactory.builder()
          .streamReadConstraints(constraints(MAX_DEPTH + ENCLOSING_LEVELS))
          .build();

  /** Refuses a field that is there twice: two readers could take it differently. */
  static final JsonFactory ANYONE =
      JsonFactory.builder()
          .streamReadConstraints(constraints(MAX_DEPTH))
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JsonFactories() {}

  private static StreamReadConstraints constraints(int depth) {
    return StreamReadConstraints.builder().maxNestingDepth(depth).maxStringLength(MAX_TEXT).build();
  }
}
