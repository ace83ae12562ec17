// SPDX-License-Identifier: Apache-2.0
/** Handlers to try and to measure with. */
@NullMarked
package io.jobmill.worker.handler.sample;

import org.jspecify.annotations.NullMarked;
