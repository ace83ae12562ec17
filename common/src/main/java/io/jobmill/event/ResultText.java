// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

/**
 * What an attempt handed back.
 *
 * @param text at most {@link #MAX_BYTES} of UTF-8; often JSON, but nobody promises that
 * @param truncated whether the handler gave more than was kept
 */
public record ResultText(String text, boolean truncated) {

  /** The most that is kept of a result: 2 MiB. */
  public static final int MAX_BYTES = 2 * 1024 * 1024;
}
