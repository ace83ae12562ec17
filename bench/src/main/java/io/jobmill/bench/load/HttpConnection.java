// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * One caller's one connection. It sends a request and reads the answer, and costs next to nothing
 * itself, for it shares the cores with what is measured.
 */
public final class HttpConnection implements AutoCloseable {

  private final String host;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  public HttpConnection(URI server) throws IOException {
    this.host = server.getHost() + ":" + server.getPort();
    this.socket = new Socket(server.getHost(), server.getPort());
    this.socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** An answer, whole. */
  public record Answer(int status, String body) {}

  public Answer get(String path) throws IOException {
    return call("GET", path, "");
  }

  /**
   * @param headers whole lines, each with its line end
   */
  public Answer get(String path, String headers) throws IOException {
    return call("GET", path, headers);
  }

  /** Posts nothing; what is said is in the path's query. */
  public Answer post(String path) throws IOException {
    return call("POST", path, "");
  }

  private Answer call(String method, String path, String headers) throws IOException {
    var request =
        "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\n%s\r\n"
            .formatted(method, path, host, headers);
    out.write(request.getBytes(ISO_8859_1));
    out.flush();
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    boolean chunked = false;
    for (var header = line(); !header.isEmpty(); header = line()) {
      var lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
    }
    return new Answer(status, chunked ? chunks() : new String(in.readNBytes(length), UTF_8));
  }

  private String chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.write(in.readNBytes(size));
      line();
    }
    line();
    return body.toString(UTF_8);
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
