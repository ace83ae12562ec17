// SPDX-License-Identifier: Apache-2.0
/** The view store: documents, indexes and read access. */
@NullMarked
package io.jobmill.store;

import org.jspecify.annotations.NullMarked;
