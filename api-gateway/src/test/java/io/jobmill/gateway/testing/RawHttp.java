// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no proper client would. */
public final class RawHttp {

  private RawHttp() {}

  /** Everything the server says until it closes the connection, or has been silent for a while. */
  public static String send(int port, String bytes) {
    StringBuilder answer = new StringBuilder();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(6_000);
      try {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
      } catch (IOException e) {
        // Refused before all was sent: the answer says why.
      }
      byte[] block = new byte[4096];
      for (int n = socket.getInputStream().read(block);
          n >= 0;
          n = socket.getInputStream().read(block)) {
        answer.append(new String(block, 0, n, StandardCharsets.ISO_8859_1));
      }
      return answer.toString();
    } catch (IOException e) {
      if (answer.length() > 0) {
        return answer.toString();
      }
      throw new UncheckedIOException(e);
    }
  }
}
