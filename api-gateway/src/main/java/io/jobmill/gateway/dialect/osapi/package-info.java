// SPDX-License-Identifier: Apache-2.0
/**
 * The jobs and agents of OSAPI: reads requests and answers them in its words, and decides nothing
 * itself. Every path exists bare and below {@code /api}.
 */
@NullMarked
package io.jobmill.gateway.dialect.osapi;

import org.jspecify.annotations.NullMarked;
