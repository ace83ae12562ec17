// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

/** How much a log entry matters; the names are what clients see. */
public enum LogLevel {
  DEBUG,
  INFO,
  WARN,
  ERROR
}
