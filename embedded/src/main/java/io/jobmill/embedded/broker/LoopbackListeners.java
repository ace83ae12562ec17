// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Binds the broker's two sockets before Kafka starts, so that a taken port is noticed at once and a
 * free one is known before the first setting is made of it.
 */
final class LoopbackListeners implements ServerSocketFactory, AutoCloseable {
  private static final int BACKLOG = 50;

  private final ServerSocketChannel broker;
  private final ServerSocketChannel controller;

  private LoopbackListeners(ServerSocketChannel broker, ServerSocketChannel controller) {
    this.broker = broker;
    this.controller = controller;
  }

  static LoopbackListeners bind(int brokerPort) {
    ServerSocketChannel broker = open(brokerPort);
    try {
      return new LoopbackListeners(broker, open(0));
    } catch (BrokerStartException e) {
      closeQuietly(broker);
      throw e;
    }
  }

  int brokerPort() {
    return broker.socket().getLocalPort();
  }

  int controllerPort() {
    return controller.socket().getLocalPort();
  }

  InetSocketAddress controllerAddress() {
    return (InetSocketAddress) controller.socket().getLocalSocketAddress();
  }

  @Override
  public ServerSocketChannel openServerSocket(
      String listenerName, InetSocketAddress address, int backlog, int receiveBuffer) {
    Map<String, ServerSocketChannel> bound =
        Map.of(
            BrokerProperties.BROKER_LISTENER, broker,
            BrokerProperties.CONTROLLER_LISTENER, controller);
    ServerSocketChannel channel = bound.get(listenerName);
    if (channel == null) {
      throw new IllegalArgumentException("no listener is called " + listenerName);
    }
    return channel;
  }

  @Override
  public void close() {
    closeQuietly(broker);
    closeQuietly(controller);
  }

  private static ServerSocketChannel open(int port) {
    ServerSocketChannel channel = null;
    try {
      channel = ServerSocketChannel.open();
      channel.configureBlocking(false);
      channel.bind(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
          BACKLOG);
      return channel;
    } catch (IOException e) {
      if (channel != null) {
        closeQuietly(channel);
      }
      throw BrokerStartException.portInUse(port, e);
    }
  }

  private static void closeQuietly(ServerSocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
