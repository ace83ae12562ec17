// SPDX-License-Identifier: Apache-2.0
/** The events that the projector itself reports. */
@NullMarked
package io.jobmill.projector.report;

import org.jspecify.annotations.NullMarked;
