// SPDX-License-Identifier: Apache-2.0
/**
 * Who a caller is and what he may do: API keys, the admin key, JSON web tokens, and the brake on
 * guessing them. Keys are kept as hashes, in a compacted topic and in memory; the text of a key or
 * token is never logged.
 */
@NullMarked
package io.jobmill.gateway.security;

import org.jspecify.annotations.NullMarked;
