// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.problem.Refusal;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

class OtterErrorsTests {

  @Test
  void namesItsOwnMethodsWhereTheContainerRefusesOne() throws IOException {
    MockHttpServletResponse response = new MockHttpServletResponse();
    response.addHeader("Allow", "HEAD, DELETE, POST, GET, OPTIONS, PUT");

    new OtterErrors().write(response, Refusal.of(405, "Method Not Allowed"));

    assertThat(response.getHeaders("Allow")).containsExactly("GET, POST");
    assertThat(response.getContentAsString()).isEqualTo("Method Not Allowed");
  }
}
