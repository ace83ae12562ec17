// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a caller is told about JSON that cannot be read. */
class JsonBodiesTests {

  @Test
  void unfinishedObjectIsRefusedWithThePlaceWhereItBreaksOff() {
    assertThatThrownBy(() -> JsonBodies.tree(bytes("{\"a\":\n{\"b\":1}")))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "the request body is not readable as JSON: Unexpected end-of-input: expected close marker for Object (line 2, column 8)");
  }

  @Test
  void deepNestingIsRefusedWithoutNamingOurParser() {
    assertThatThrownBy(() -> JsonBodies.tree(bytes("{\"a\":".repeat(100))))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("depth (65) exceeds the maximum allowed (64")
        .hasMessageNotContaining("StreamReadConstraints");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
