// SPDX-License-Identifier: Apache-2.0
package io.jobmill.secret;

import io.jobmill.job.JobId;
import io.jobmill.job.Value;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals obscured values (AES-256-GCM) and signs Jobmill's own records (HMAC-SHA256), with keys
 * derived from the one secret that gateways, workers and projectors share. Thread-safe.
 */
public final class SecretKeyring {

  /** The least length of the secret, in characters. */
  public static final int MIN_SECRET_LENGTH = 32;

  private static final String VERSION = "v1";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final SecureRandom random = new SecureRandom();
  private final String keyId;
  private final SecretKeySpec sealing;
  private final SecretKeySpec signing;

  /**
   * @throws IllegalArgumentException if the secret is shorter than {@link #MIN_SECRET_LENGTH}
   */
  public SecretKeyring(String secret) {
    if (secret.length() < MIN_SECRET_LENGTH) {
      throw new IllegalArgumentException(
          "the secret key must be at least " + MIN_SECRET_LENGTH + " characters");
    }
    SecretKeySpec root = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    this.sealing = new SecretKeySpec(hmac(root, "jobmill seal"), "AES");
    this.signing = new SecretKeySpec(hmac(root, "jobmill sign"), "HmacSHA256");
    this.keyId = HexFormat.of().formatHex(hmac(root, "jobmill key id"), 0, 4);
  }

  /** Encrypts one variable's value so that it can be opened only for the same job and name. */
  public String seal(JobId job, String variable, Value value) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, context(job, variable), plain(value));
    return String.join(
        ".", VERSION, keyId, BASE64.encodeToString(nonce), BASE64.encodeToString(sealed));
  }

  /**
   * @throws SealException if it was not sealed for this job and name with this secret, or was
   *     altered
   */
  public Value open(JobId job, String variable, String sealed) {
    String[] parts = sealed.split("\\.", -1);
    if (parts.length != 4 || !parts[0].equals(VERSION)) {
      throw new SealException("variable '%s' is not in a known sealed form".formatted(variable));
    }
    if (!parts[1].equals(keyId)) {
      throw new SealException(
          "variable '%s' was sealed with another secret key (%s, not %s)"
              .formatted(variable, parts[1], keyId));
    }
    try {
      byte[] nonce = Base64.getUrlDecoder().decode(parts[2]);
      byte[] bytes = Base64.getUrlDecoder().decode(parts[3]);
      return value(crypt(Cipher.DECRYPT_MODE, nonce, context(job, variable), bytes));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new SealException(
          "variable '%s' was not sealed for this job, or was altered".formatted(variable));
    }
  }

  /** The signature that marks a record as written by Jobmill itself. */
  public String sign(byte[] record) {
    return BASE64.encodeToString(hmac(signing, record));
  }

  /** Whether the signature is this record's; compared in constant time. */
  public boolean verify(byte[] record, String signature) {
    return MessageDigest.isEqual(
        sign(record).getBytes(StandardCharsets.US_ASCII),
        signature.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] crypt(int mode, byte[] nonce, byte[] context, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context);
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encrypt or decrypt", e);
    }
  }

  private static byte[] context(JobId job, String variable) {
    return (job + "/" + variable).getBytes(StandardCharsets.UTF_8);
  }

  /** First byte says whether it is a list; items are separated by NUL, which no value may hold. */
  private static byte[] plain(Value value) {
    List<String> parts = new ArrayList<>(value.items());
    String text = (value.list() ? "L" + parts.size() + "\0" : "S") + String.join("\0", parts);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Value value(byte[] plain) {
    String text = new String(plain, StandardCharsets.UTF_8);
    if (text.startsWith("S")) {
      return Value.of(text.substring(1));
    }
    int end = text.indexOf('\0');
    int size = Integer.parseInt(text.substring(1, end));
    return Value.ofList(
        size == 0 ? List.of() : Arrays.asList(text.substring(end + 1).split("\0", -1)));
  }

  private static byte[] hmac(SecretKeySpec key, String text) {
    return hmac(key, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] hmac(SecretKeySpec key, byte[] bytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }
}
