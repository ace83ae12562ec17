// SPDX-License-Identifier: Apache-2.0
/** The one seam through which a worker tells what it does; counters hang on it. */
@NullMarked
package io.jobmill.worker.metrics;

import org.jspecify.annotations.NullMarked;
