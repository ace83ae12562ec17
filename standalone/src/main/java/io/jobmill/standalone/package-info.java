// SPDX-License-Identifier: Apache-2.0
/** Every step in one JVM, and the command line. */
@NullMarked
package io.jobmill.standalone;

import org.jspecify.annotations.NullMarked;
