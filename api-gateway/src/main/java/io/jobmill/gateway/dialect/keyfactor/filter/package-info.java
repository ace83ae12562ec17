// SPDX-License-Identifier: Apache-2.0
/**
 * The language in which callers of the Keyfactor dialect filter lists, like {@code Result -eq 4 AND
 * JobType -ne "Inventory"}. What enters is text; what leaves is a tree whose fields are known and
 * whose values are of their fields' kinds.
 */
@NullMarked
package io.jobmill.gateway.dialect.keyfactor.filter;

import org.jspecify.annotations.NullMarked;
