// SPDX-License-Identifier: Apache-2.0
/** Holds what the documentation says against what there is. */
@NullMarked
package io.jobmill.standalone.docs;

import org.jspecify.annotations.NullMarked;
