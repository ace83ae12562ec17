// SPDX-License-Identifier: Apache-2.0
/**
 * The running product: projector, worker and gateway in this JVM as standalone runs them, loaded
 * over Kafka and HTTP, watched in the store and in a handler of the benchmark's own.
 */
@NullMarked
package io.jobmill.bench.product;

import org.jspecify.annotations.NullMarked;
