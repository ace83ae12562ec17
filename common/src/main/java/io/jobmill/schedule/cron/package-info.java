// SPDX-License-Identifier: Apache-2.0
/**
 * Cron expressions in Quartz's spelling. What enters is the text that somebody wrote, what leaves
 * is a sentence about what is wrong with it, or the times of a wall clock that it means.
 *
 * <p>No library does this here, because each of those that were looked at leaves some day out or
 * makes some up; the decision pages have the list.
 */
@NullMarked
package io.jobmill.schedule.cron;

import org.jspecify.annotations.NullMarked;
