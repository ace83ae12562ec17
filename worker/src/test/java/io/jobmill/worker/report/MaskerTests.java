// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MaskerTests {

  @Test
  void masksEveryLineOfASecretOfSeveralLines() {
    Masker masker = Masker.of(List.of("-----BEGIN\nMIIabc\n\n  end  \n"));

    assertThat(masker.mask("a MIIabc b")).isEqualTo("a *** b");
    assertThat(masker.mask("-----BEGIN|end|")).isEqualTo("***|***|");
  }

  @Test
  void takesSecretsThatOverlapAsOne() {
    Masker masker = Masker.of(List.of("abc", "bcdef", "ab"));

    assertThat(masker.mask("xabcdefx ab")).isEqualTo("x***x ***");
  }

  @Test
  void masksASecretInTheFormsThatUrlsAndJsonGiveIt() {
    Masker masker = Masker.of(List.of("p w\"d/1"));

    assertThat(masker.mask("?q=p%20w%22d%2F1&r=p+w%22d%2F1")).isEqualTo("?q=***&r=***");
    assertThat(masker.mask("{\"x\":\"p w\\\"d/1\"}")).isEqualTo("{\"x\":\"***\"}");
  }

  @Test
  void leavesATextWithoutSecretsAsItIs() {
    String text = "nothing to hide";

    assertThat(Masker.NONE.mask(text)).isSameAs(text);
    assertThat(Masker.of(List.of("", "  \n ")).mask(text)).isSameAs(text);
    assertThat(Masker.of(List.of("secret")).mask(text)).isSameAs(text);
  }

  @Test
  void cutsATextOnlyWhereNoSecretIsCut() {
    Masker masker = Masker.of(List.of("secret"));

    assertThat(masker.safeCut("0123456789", 5)).isEqualTo(5);
    assertThat(masker.safeCut("012secret9", 5)).isEqualTo(3);
    assertThat(masker.safeCut("012secret9", 9)).isEqualTo(9);
    assertThat(masker.safeCut("0123456sec", 10)).isEqualTo(7);
    assertThat(masker.safeCut("secret", 3)).isZero();
  }
}
