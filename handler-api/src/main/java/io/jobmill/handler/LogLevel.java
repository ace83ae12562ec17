// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handler;

/** How much an entry of a job's log matters. */
public enum LogLevel {
  /** For whoever looks for a fault. */
  DEBUG,
  /** What happens. */
  INFO,
  /** Something a person should know, although the job goes on. */
  WARN,
  /** What went wrong. */
  ERROR
}
