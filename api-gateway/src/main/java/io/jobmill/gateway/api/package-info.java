// SPDX-License-Identifier: Apache-2.0
/**
 * Jobmill's own HTTP API, {@code /api/v1}: jobs, templates, keys and dead letters as JSON, errors
 * as problem details, a key always.
 */
@NullMarked
package io.jobmill.gateway.api;

import org.jspecify.annotations.NullMarked;
