// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.standalone.RefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortTests {
  @Test
  void namesTheSettingOfAPortThatIsTaken() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket other = new ServerSocket()) {
      other.bind(new InetSocketAddress(loopback, 0));
      int port = other.getLocalPort();

      assertThatThrownBy(() -> FreePort.check("SERVER_PORT", loopback, port))
          .isInstanceOf(RefusedException.class)
          .hasMessageStartingWith("port " + port + " cannot be used (")
          .hasMessageContaining("set SERVER_PORT to another port");
    }
  }

  @Test
  void refusesTheSamePortTwice() {
    assertThatThrownBy(
            () -> FreePort.checkDifferent("SERVER_PORT", 9092, "JOBMILL_KAFKA_PORT", 9092))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("SERVER_PORT and JOBMILL_KAFKA_PORT are both 9092;");
  }

  @Test
  void takesAnyFreePortTwice() {
    assertThatCode(() -> FreePort.checkDifferent("SERVER_PORT", 0, "JOBMILL_KAFKA_PORT", 0))
        .doesNotThrowAnyException();
  }
}
