// SPDX-License-Identifier: Apache-2.0
/** A whole gateway on a real port for tests, Kafka and MongoDB replaced at the edges. */
@NullMarked
package io.jobmill.gateway.testing;

import org.jspecify.annotations.NullMarked;
