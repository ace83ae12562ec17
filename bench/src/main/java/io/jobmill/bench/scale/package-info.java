// SPDX-License-Identifier: Apache-2.0
/**
 * A store as it is after a million jobs, and how long its readers wait: jobs are made by the fold
 * and written by the projector's own writer, so that nothing differs but that no worker ran them.
 */
@NullMarked
package io.jobmill.bench.scale;

import org.jspecify.annotations.NullMarked;
