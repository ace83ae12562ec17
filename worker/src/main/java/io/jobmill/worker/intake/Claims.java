// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.worker.execution.Attempt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one batch.
 *
 * @param attempts claims that were confirmed: they run here and nowhere else
 * @param trouble why records went back to the queue, if any did
 */
record Claims(List<Attempt> attempts, @Nullable String trouble) {}
