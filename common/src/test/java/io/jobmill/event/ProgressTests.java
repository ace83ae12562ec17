// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTests {

  @Test
  void readsAsOneLine() {
    assertThat(new Progress(40, "copying").line()).isEqualTo("40 % copying");
    assertThat(new Progress(40, null).line()).isEqualTo("40 %");
    assertThat(new Progress(null, "copying").line()).isEqualTo("copying");
    assertThat(Progress.NONE.line()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 101})
  void thereIsNoLessThanNothingAndNoMoreThanTheWhole(int percent) {
    assertThatThrownBy(() -> new Progress(percent, null))
        .hasMessage("percent must be 0 to 100, not " + percent);
  }
}
