// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A stretch of network that can be cut, clogged and slowed down. */
final class TcpProxy implements AutoCloseable {

  /** What it does with bytes. */
  enum Mode {
    OPEN,
    /** Connections break and new ones do too. */
    CUT,
    /** Connections stay and carry nothing: neither side is told. What was sent arrives later. */
    CLOGGED,
    /** Each piece takes its time. */
    SLOW
  }

  private static final Duration DELAY = Duration.ofMillis(150);
  private static final int PIECE = 16 * 1024;

  private final ServerSocket listener;
  private final InetSocketAddress target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Mode mode = Mode.OPEN;

  private TcpProxy(ServerSocket listener, InetSocketAddress target) {
    this.listener = listener;
    this.target = target;
  }

  /** Leads from one address to another; port 0 is any free one. */
  static TcpProxy between(InetSocketAddress from, InetSocketAddress to) throws IOException {
    ServerSocket listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(from);
    TcpProxy proxy = new TcpProxy(listener, to);
    start("proxy-accept", proxy::accept);
    return proxy;
  }

  /** Loopback, as this machine and as another one would see it. */
  static InetSocketAddress loopback(int last, int port) {
    try {
      InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
      return new InetSocketAddress(address, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  void become(Mode next) {
    lock.lock();
    try {
      mode = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (next == Mode.CUT) {
      sockets.forEach(TcpProxy::closeQuietly);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    become(Mode.CUT);
  }

  private void accept() {
    try {
      while (true) {
        Socket caller = listener.accept();
        sockets.add(caller);
        start("proxy-connect", () -> connect(caller));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void connect(Socket caller) {
    Socket callee = new Socket();
    sockets.add(callee);
    try {
      pass();
      callee.connect(target, 5_000);
      start("proxy-back", () -> pump(callee, caller));
      pump(caller, callee);
    } catch (IOException e) {
      closeQuietly(caller);
      closeQuietly(callee);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] piece = new byte[PIECE];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        pass();
        out.write(piece, 0, length);
      }
    } catch (IOException e) {
      // Either side is gone, or the connection was cut.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeQuietly(from);
      closeQuietly(to);
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  /** Returns when a piece may go on. */
  private void pass() throws IOException, InterruptedException {
    lock.lock();
    try {
      while (mode == Mode.CLOGGED) {
        changed.await();
      }
      if (mode == Mode.CUT) {
        throw new IOException("cut");
      }
      long left = DELAY.toNanos();
      while (mode == Mode.SLOW && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more either way.
    }
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
