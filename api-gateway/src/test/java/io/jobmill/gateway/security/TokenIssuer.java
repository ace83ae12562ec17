// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import com.sun.net.httpserver.HttpServer;
import io.jobmill.gateway.testing.Jwts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenID Connect provider, as far as readers of its tokens see it. */
final class TokenIssuer implements AutoCloseable {

  private final KeyPair keys = rsa();
  private final AtomicInteger asked = new AtomicInteger();
  private final HttpServer server;

  TokenIssuer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    serve(
        "/.well-known/openid-configuration",
        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(issuer(), issuer()));
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    serve(
        "/keys",
        "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"k1\",\"n\":\"%s\",\"e\":\"AQAB\"}]}"
            .formatted(Jwts.encoded(key.getModulus().toByteArray())));
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** One for these claims, and this issuer. */
  String token(Map<String, Object> claims) {
    return token("k1", claims);
  }

  String token(String keyId, Map<String, Object> claims) {
    return Jwts.rs256(keys.getPrivate(), keyId, ofThis(claims));
  }

  /** One that is signed with the public key as if that were a secret. */
  String confused(Map<String, Object> claims) {
    return Jwts.hmac("HS256", "HmacSHA256", keys.getPublic().getEncoded(), ofThis(claims));
  }

  /** How often somebody asked for anything. */
  int asked() {
    return asked.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  static Map<String, Object> roles(String... roles) {
    return Map.of("sub", "bob", "roles", List.of(roles), "aud", "jobmill");
  }

  private Map<String, Object> ofThis(Map<String, Object> claims) {
    Map<String, Object> all = new HashMap<>(claims);
    all.putIfAbsent("iss", issuer());
    return all;
  }

  private void serve(String path, String json) {
    server.createContext(
        path,
        exchange -> {
          asked.incrementAndGet();
          byte[] body = json.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private static KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
