// SPDX-License-Identifier: Apache-2.0
/**
 * Who changed what: one record on a topic of its own for every change that somebody asked for, and
 * reading them back.
 */
@NullMarked
package io.jobmill.gateway.audit;

import org.jspecify.annotations.NullMarked;
