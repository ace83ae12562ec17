// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

import java.time.Instant;

/**
 * One line, or what a handler logged as one message.
 *
 * @param at the worker's clock
 */
public record LogEntry(LogLevel level, Instant at, String message) {}
