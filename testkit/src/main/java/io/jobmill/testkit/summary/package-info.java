// SPDX-License-Identifier: Apache-2.0
/** What a run of the whole build tested, and on what: printed at its end. */
@NullMarked
package io.jobmill.testkit.summary;

import org.jspecify.annotations.NullMarked;
