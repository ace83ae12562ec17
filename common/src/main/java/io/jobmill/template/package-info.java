// SPDX-License-Identifier: Apache-2.0
/** Reusable job definitions, their typed variables, and the rules that a triggering must keep. */
@NullMarked
package io.jobmill.template;

import org.jspecify.annotations.NullMarked;
