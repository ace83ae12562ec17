// SPDX-License-Identifier: Apache-2.0
package io.jobmill.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.job.JobId;
import io.jobmill.job.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKeyringTests {

  private static final JobId JOB = JobId.of("019ca982-7c7b-7000-8000-000000000001");
  private static final JobId OTHER_JOB = JobId.of("019ca982-7c7b-7000-8000-000000000002");

  private final SecretKeyring keyring =
      new SecretKeyring("correct horse battery staple 0123456789");
  private final SecretKeyring other = new SecretKeyring("another secret of the needed length 9876");

  static Stream<Value> values() {
    return Stream.of(
        Value.of(""),
        Value.of("hunter2"),
        Value.of("Grüße 😀\nsecond line"),
        Value.of("L1"),
        Value.of("x".repeat(100 * 1024)),
        Value.ofList(List.of()),
        Value.ofList(List.of("")),
        Value.ofList(List.of("", "")),
        Value.ofList(List.of("a", "", "b\nc")));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aSealedValueOpensForItsJobAndName(Value value) {
    String sealed = keyring.seal(JOB, "Password", value);

    assertThat(keyring.open(JOB, "Password", sealed)).isEqualTo(value);
  }

  @Test
  void sealingTwiceGivesDifferentTextsThatDoNotShowTheValue() {
    String first = keyring.seal(JOB, "Password", Value.of("hunter2"));
    String second = keyring.seal(JOB, "Password", Value.of("hunter2"));

    assertThat(first).isNotEqualTo(second).doesNotContain("hunter2").matches("[A-Za-z0-9_.-]+");
  }

  @Test
  void aSealedValueDoesNotOpenForAnotherJobOrName() {
    String sealed = keyring.seal(JOB, "Password", Value.of("hunter2"));

    assertThatThrownBy(() -> keyring.open(OTHER_JOB, "Password", sealed))
        .isInstanceOf(SealException.class)
        .hasMessage("variable 'Password' was not sealed for this job, or was altered");
    assertThatThrownBy(() -> keyring.open(JOB, "Token", sealed)).isInstanceOf(SealException.class);
  }

  @Test
  void aValueSealedWithAnotherSecretIsNamedAsThat() {
    String sealed = other.seal(JOB, "Password", Value.of("hunter2"));

    assertThatThrownBy(() -> keyring.open(JOB, "Password", sealed))
        .isInstanceOf(SealException.class)
        .hasMessageStartingWith("variable 'Password' was sealed with another secret key (");
  }

  @Test
  void aKeyringOfTheSameSecretOpensWhatAnotherSealed() {
    SecretKeyring twin = new SecretKeyring("correct horse battery staple 0123456789");

    String sealed = keyring.seal(JOB, "Password", Value.of("hunter2"));

    assertThat(twin.open(JOB, "Password", sealed)).isEqualTo(Value.of("hunter2"));
  }

  @Test
  void everyAlteredCharacterIsNoticed() {
    String sealed = keyring.seal(JOB, "Password", Value.of("hunter2"));

    for (int at = 0; at < sealed.length(); at++) {
      // The last character of a group carries bits that Base64 ignores: change it for certain.
      char changed = sealed.charAt(at) == '.' ? '-' : '!';
      String altered = sealed.substring(0, at) + changed + sealed.substring(at + 1);
      assertThatThrownBy(() -> keyring.open(JOB, "Password", altered))
          .as("altered at %d", at)
          .isInstanceOf(SealException.class)
          .hasMessageContaining("'Password'");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hunter2", "v1", "v1...", "v2.00000000.AAAA.AAAA", "v1.a.b.c.d"})
  void whatWasNeverSealedDoesNotOpen(String sealed) {
    assertThatThrownBy(() -> keyring.open(JOB, "Password", sealed))
        .isInstanceOf(SealException.class)
        .hasMessageContaining("'Password'");
  }

  @Test
  void aSignatureIsThatOfItsRecordAndSecret() {
    byte[] record = bytes("{\"template\":\"ablast\"}");

    String signature = keyring.sign(record);

    assertThat(keyring.verify(record, signature)).isTrue();
    assertThat(keyring.verify(bytes("{\"template\":\"ablasT\"}"), signature)).isFalse();
    assertThat(other.verify(record, signature)).isFalse();
    assertThat(keyring.verify(record, "")).isFalse();
    assertThat(keyring.verify(record, signature + "A")).isFalse();
    assertThat(keyring.verify(record, "ü".repeat(43))).isFalse();
  }

  @Test
  void theFormOfASignatureStaysAsItIs() {
    // Computed with Python's hmac: key = HMAC(secret, "jobmill sign"), then the record.
    assertThat(keyring.sign(bytes("{}"))).isEqualTo("JX32BYaC1YrvLCZamj_Xj4zj6uRCF_F0nJRC8HGthoI");
  }

  @Test
  void aShortSecretIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SecretKeyring("x".repeat(31)))
        .withMessage("the secret key must be at least 32 characters");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
