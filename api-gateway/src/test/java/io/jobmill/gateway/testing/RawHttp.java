// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no proper client would. */
public final class RawHttp {

  /** More than any body may have. */
  private static final int MOST_POURED = 400;

  private RawHttp() {}

  /** Everything the server says until it closes the connection, or has been silent for a while. */
  public static String send(int port, String bytes) {
    return converse(port, out -> out.write(bytes.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** Sends all of it and says that nothing more comes. */
  public static Reply exchange(int port, String head, String body) {
    return Reply.parse(
        converse(
            port,
            out -> {
              out.write(head.getBytes(StandardCharsets.ISO_8859_1));
              out.write(body.getBytes(StandardCharsets.ISO_8859_1));
              out.end();
            }));
  }

  /** Sends the same again and again, until nobody takes it any more. */
  public static Reply pour(int port, String head, String again) {
    byte[] drop = again.getBytes(StandardCharsets.ISO_8859_1);
    return Reply.parse(
        converse(
            port,
            out -> {
              out.write(head.getBytes(StandardCharsets.ISO_8859_1));
              for (int i = 0; i < MOST_POURED; i++) {
                out.write(drop);
              }
            }));
  }

  @FunctionalInterface
  private interface Saying {
    void to(Speaker speaker) throws IOException;
  }

  private record Speaker(Socket socket, OutputStream out) {
    void write(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    void end() throws IOException {
      socket.shutdownOutput();
    }
  }

  private static String converse(int port, Saying saying) {
    StringBuilder answer = new StringBuilder();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(6_000);
      try {
        saying.to(new Speaker(socket, socket.getOutputStream()));
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
