// SPDX-License-Identifier: Apache-2.0
/** What crosses a process border: the contract records and their codecs. */
@NullMarked
package io.jobmill.job;

import org.jspecify.annotations.NullMarked;
