// SPDX-License-Identifier: Apache-2.0
/** Keeps two processes out of one data folder. */
@NullMarked
package io.jobmill.embedded.folder;

import org.jspecify.annotations.NullMarked;
