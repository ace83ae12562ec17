// SPDX-License-Identifier: Apache-2.0
/** What was measured, under which conditions, against which aim: as rows of a table. */
@NullMarked
package io.jobmill.bench.table;

import org.jspecify.annotations.NullMarked;
