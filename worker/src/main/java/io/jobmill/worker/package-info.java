// SPDX-License-Identifier: Apache-2.0
/** Claims jobs, runs them and reports. */
@NullMarked
package io.jobmill.worker;

import org.jspecify.annotations.NullMarked;
