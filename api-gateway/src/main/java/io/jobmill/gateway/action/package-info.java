// SPDX-License-Identifier: Apache-2.0
/**
 * What operators do to jobs and workers: each wish becomes a durable record, and its caller is
 * answered when the record is projected, so that every gateway then says the same. Whether the
 * caller may is decided before; that it was asked for is noted in the audit trail.
 */
@NullMarked
package io.jobmill.gateway.action;

import org.jspecify.annotations.NullMarked;
