// SPDX-License-Identifier: Apache-2.0
/** Programs that a test starts in JVMs of their own, to kill, freeze and restart them. */
@NullMarked
package io.jobmill.testkit.process;

import org.jspecify.annotations.NullMarked;
