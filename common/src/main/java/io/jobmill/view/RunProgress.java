// SPDX-License-Identifier: Apache-2.0
package io.jobmill.view;

import io.jobmill.event.Progress;
import java.time.Instant;

/**
 * How far a run has come, by its last word on that.
 *
 * @param at when it was appended, by the broker's clock
 * @param seq its number among the events of the worker that said it: what has a lower one is older
 */
public record RunProgress(Progress progress, Instant at, long seq) {}
