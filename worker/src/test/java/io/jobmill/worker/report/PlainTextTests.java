// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTests {

  @Test
  void replacesHalvesOfSurrogatePairs() {
    assertThat(PlainText.wellFormed("a\uD83D b \uDE00c 😀")).isEqualTo("a\uFFFD b \uFFFDc 😀");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "café", "日本語", "😀 smile"})
  void countsBytesAsUtf8Does(String text) {
    assertThat(PlainText.utf8Length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void cutsBetweenCharacters() {
    assertThat(PlainText.cutToBytes("abc", 3)).isEqualTo("abc");
    assertThat(PlainText.cutToBytes("abcd", 3)).isEqualTo("abc");
    assertThat(PlainText.cutToBytes("aé", 2)).isEqualTo("a");
    assertThat(PlainText.cutToBytes("a😀", 4)).isEqualTo("a");
    assertThat(PlainText.cutToBytes("a😀", 5)).isEqualTo("a😀");
  }
}
