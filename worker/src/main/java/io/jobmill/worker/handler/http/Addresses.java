// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.http;

import io.jobmill.handler.JobFailedException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Keeps requests away from addresses that hand out a machine's credentials: link-local ones and
 * cloud metadata services. Loopback and private networks are where jobs have their work to do.
 *
 * <p>The name is resolved here and again when the connection is made; the Java runtime remembers
 * the first answer for 30 seconds unless it was told not to ({@code networkaddress.cache.ttl}).
 */
final class Addresses {

  /** Metadata services outside the link-local range: Azure, Alibaba, Oracle, and AWS by IPv6. */
  private static final List<byte[]> METADATA =
      List.of(
          new byte[] {(byte) 168, 63, (byte) 129, 16},
          new byte[] {100, 100, 100, (byte) 200},
          new byte[] {(byte) 192, 0, 0, (byte) 192},
          HexFormat.of().parseHex("fd000ec2000000000000000000000254"));

  /** Prefixes of IPv6 addresses that lead to the IPv4 address in their last four bytes. */
  private static final List<byte[]> CARRY_IPV4 =
      List.of(
          HexFormat.of().parseHex("0064ff9b0000000000000000"),
          HexFormat.of().parseHex("000000000000000000000000"),
          HexFormat.of().parseHex("00000000000000000000ffff"));

  private Addresses() {}

  /**
   * @throws JobFailedException if the address is no http(s) address, unknown, or may not be
   *     requested
   */
  static void check(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if ((!scheme.equals("http") && !scheme.equals("https")) || uri.getHost() == null) {
      throw new JobFailedException("only http and https addresses with a host can be requested");
    }
    if (uri.getUserInfo() != null) {
      throw new JobFailedException("the URL must not hold user or password; use a header");
    }
    for (InetAddress address : resolve(uri.getHost())) {
      if (isRefused(address)) {
        throw new JobFailedException(
            "host %s is at %s: link-local and metadata addresses are not requested"
                .formatted(uri.getHost(), address.getHostAddress()));
      }
    }
  }

  static boolean isRefused(InetAddress address) {
    if (address.isLinkLocalAddress() || address.isMulticastAddress()) {
      return true;
    }
    byte[] bytes = address.getAddress();
    if (METADATA.stream().anyMatch(refused -> Arrays.equals(refused, bytes))) {
      return true;
    }
    if (bytes.length != 16) {
      return false;
    }
    byte[] last = Arrays.copyOfRange(bytes, 12, 16);
    if (CARRY_IPV4.stream().anyMatch(prefix -> Arrays.equals(prefix, Arrays.copyOf(bytes, 12)))) {
      return isRefused(of(last));
    }
    // 6to4: the IPv4 address follows the first two bytes.
    return bytes[0] == 0x20 && bytes[1] == 0x02 && isRefused(of(Arrays.copyOfRange(bytes, 2, 6)));
  }

  private static InetAddress[] resolve(String host) {
    try {
      // URI keeps the brackets of an IPv6 address; so does the resolver understand it.
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw JobFailedException.ofKind(HttpHandler.CONNECTION, "host " + host + " is not known", e);
    }
  }

  private static InetAddress of(byte[] address) {
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
