// SPDX-License-Identifier: Apache-2.0
/**
 * Step 5 of 6, the loop: events are read from the positions the store keeps, gathered into batches
 * that grow with the backlog, folded and written. Polling and decoding the next batch goes on while
 * one is written.
 *
 * <p>Two threads, and who may touch what: the loop's thread has the consumer, the batch being
 * gathered and upkeep; the writer's thread has the remembered views and writes. One batch is with
 * the writer at a time, handed over and back by its future. Partitions are given away only after
 * the batch that is being written has come back.
 */
@NullMarked
package io.jobmill.projector.intake;

import org.jspecify.annotations.NullMarked;
