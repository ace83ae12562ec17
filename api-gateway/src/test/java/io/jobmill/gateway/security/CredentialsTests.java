// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTests {

  @ParameterizedTest
  @CsvSource({"anyone:key,key", "DOMAIN\\user:key,key", ":key,key", "u:a:b,a:b", "key,key"})
  void takesThePasswordOfAnyUser(String pair, String password) {
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));

    assertThat(Credentials.of("Basic " + encoded).flatMap(Credentials::basicPassword))
        .hasValue(password);
    assertThat(Credentials.of("bAsIc  " + encoded + " ").flatMap(Credentials::basicPassword))
        .hasValue(password);
  }

  @Test
  void takesWhatCannotBeDecodedForAKeyNobodyHas() {
    assertThat(Credentials.of("Basic !!").flatMap(Credentials::basicPassword)).hasValue("!!");
  }

  @Test
  void tellsSchemesApart() {
    assertThat(Credentials.of("Bearer abc").flatMap(Credentials::bearer)).hasValue("abc");
    assertThat(Credentials.of("Bearer abc").flatMap(Credentials::basicPassword)).isEmpty();
    assertThat(Credentials.of("Digest abc").flatMap(Credentials::bearer)).isEmpty();
    assertThat(Credentials.of("Bearer")).isEmpty();
    assertThat(Credentials.of(null)).isEmpty();
  }

  @Test
  void isNeverPrinted() {
    assertThat(Credentials.of("Bearer abc").map(Credentials::toString)).hasValue("Bearer …");
  }
}
