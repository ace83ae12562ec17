// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

/**
 * A compacted topic and how to read its values.
 *
 * @param topic full name
 */
public record TableSource<V>(String topic, Decoder<V> decoder) {

  /** Makes a value of a record's bytes. */
  @FunctionalInterface
  public interface Decoder<V> {

    /** Any exception means that the record cannot be read; it is skipped and reported. */
    V decode(String key, byte[] value);
  }
}
