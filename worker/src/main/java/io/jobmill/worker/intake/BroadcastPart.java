// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.job.Claim;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A broadcast record, and this worker's claim on its part of it. */
record BroadcastPart(ConsumerRecord<byte[], byte[]> record, QueueRecord read, Claim claim) {}
