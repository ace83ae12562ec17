// SPDX-License-Identifier: Apache-2.0
/**
 * The whole flow, seen from outside: servers in JVMs of their own, used over HTTP and Kafka as
 * anybody would.
 */
@NullMarked
package io.jobmill.standalone.flow;

import org.jspecify.annotations.NullMarked;
