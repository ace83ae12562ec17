// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

/** A refusal with an error code that clients know, where its status does not tell the code. */
final class CodedRefusal extends RuntimeException {

  static final String HEADER_MISSING = "0xA0110007";
  static final String INVALID_SORT_FIELD = "0xA011004A";

  private final String code;

  private CodedRefusal(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** A header that guards changes is missing or wrong. */
  static CodedRefusal header(String message) {
    return new CodedRefusal(HEADER_MISSING, message);
  }

  /** The list cannot be sorted by this. */
  static CodedRefusal sortField(String name) {
    return new CodedRefusal(INVALID_SORT_FIELD, "Invalid sort field: " + name + ".");
  }

  String code() {
    return code;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
