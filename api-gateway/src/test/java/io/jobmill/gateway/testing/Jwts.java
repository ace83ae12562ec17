// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** Makes JSON web tokens, good ones and such as an attacker would send. */
public final class Jwts {

  public static final String SECRET = "the token secret of the tests, 32+ bytes";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Jwts() {}

  /** One that the tests' gateway takes, of this role. */
  public static String ofRole(String role) {
    return hs256(SECRET, Map.of("sub", "alice", "roles", new String[] {role}));
  }

  public static String hs256(String secret, Map<String, Object> claims) {
    return hmac("HS256", "HmacSHA256", secret.getBytes(StandardCharsets.UTF_8), claims);
  }

  /** Signed with any secret, under any name of an algorithm. */
  public static String hmac(
      String says, String algorithm, byte[] secret, Map<String, Object> claims) {
    String signed = part(Map.of("alg", says, "typ", "JWT")) + "." + part(claims);
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret, algorithm));
      return signed + "." + encoded(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String rs256(PrivateKey key, String keyId, Map<String, Object> claims) {
    String signed = part(Map.of("alg", "RS256", "kid", keyId)) + "." + part(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Not signed at all, and says so. */
  public static String unsigned(String says, Map<String, Object> claims) {
    return part(Map.of("alg", says)) + "." + part(claims) + ".";
  }

  public static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String part(Map<String, Object> object) {
    return encoded(JSON.writeValueAsBytes(object));
  }
}
