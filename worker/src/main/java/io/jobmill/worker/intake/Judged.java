// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.job.Claim;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of a batch, the claim it would give, and what is to become of it. */
record Judged(ConsumerRecord<byte[], byte[]> record, Claim claim, Verdict verdict) {}
