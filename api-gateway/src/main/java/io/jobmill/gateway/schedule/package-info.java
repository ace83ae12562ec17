// SPDX-License-Identifier: Apache-2.0
/**
 * Schedules, as a gateway makes them, takes them away and lists them. The projector makes their
 * jobs. What enters is a submission and when it is to be repeated; what leaves is a record.
 */
@NullMarked
package io.jobmill.gateway.schedule;

import org.jspecify.annotations.NullMarked;
