// SPDX-License-Identifier: Apache-2.0
package io.jobmill.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event as the timeline keeps it.
 *
 * @param at the broker's append time
 * @param type the event's type
 * @param by the hostname of the worker, who asked for it, or the id of the process that reported it
 * @param late whether it came after the attempt was over or owned by another, and changed nothing
 */
public record TimelineEntry(
    Instant at, String type, int attempt, String by, @Nullable String message, boolean late) {}
