// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

/** Where a request stands on a pool's queue. */
public record QueuePoint(Pool pool, int partition, long offset) {}
