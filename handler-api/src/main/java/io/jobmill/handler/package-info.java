// SPDX-License-Identifier: Apache-2.0
/**
 * What a job in Java is written against. Depends on nothing: a jar of handlers needs this artifact
 * and whatever its work needs. A worker finds the handlers, as Spring beans or as services of
 * {@link java.util.ServiceLoader}, and runs them.
 */
@NullMarked
package io.jobmill.handler;

import org.jspecify.annotations.NullMarked;
