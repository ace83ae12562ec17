// SPDX-License-Identifier: Apache-2.0
/**
 * The three endpoints of Inedo Otter's job API: trigger, status and logs. Answers are one bare text
 * each, errors one readable line. Names are read in any case, parameters from the query, a form or
 * a JSON object.
 */
@NullMarked
package io.jobmill.gateway.dialect.otter;

import org.jspecify.annotations.NullMarked;
