// SPDX-License-Identifier: Apache-2.0
/** Runs the sample job through the HTTP API as any caller would, and shows each step. */
@NullMarked
package io.jobmill.standalone.demo;

import org.jspecify.annotations.NullMarked;
