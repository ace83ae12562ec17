// SPDX-License-Identifier: Apache-2.0
/** The HTTP side: triggers, queries, definitions, dialects. */
@NullMarked
package io.jobmill.gateway;

import org.jspecify.annotations.NullMarked;
