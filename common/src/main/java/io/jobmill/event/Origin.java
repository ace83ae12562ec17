// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

/**
 * A process that reports.
 *
 * @param id stays over restarts: a worker's UUID from its data folder, a projector's id
 * @param incarnation new at every start
 */
public record Origin(String id, String incarnation) {}
