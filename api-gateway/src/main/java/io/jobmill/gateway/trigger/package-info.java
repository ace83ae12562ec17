// SPDX-License-Identifier: Apache-2.0
/**
 * Step 1: a request over HTTP becomes one record on its pool's queue, and is answered once the
 * record is safe. Needs Kafka and nothing else, unless the caller wants to be able to repeat it:
 * then the record goes to the submissions, and the answer waits in the read model for the job.
 */
@NullMarked
package io.jobmill.gateway.trigger;

import org.jspecify.annotations.NullMarked;
