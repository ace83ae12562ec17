// SPDX-License-Identifier: Apache-2.0
/**
 * A real Apache Kafka broker and its KRaft controller inside this JVM, for one machine and for
 * tests: a folder and a port go in, a bootstrap address comes out.
 *
 * <p>Kafka logs a lot. A program that starts the broker should set the loggers {@code kafka},
 * {@code org.apache.kafka} and {@code state.change.logger} to {@code ERROR}: what a user has to
 * know is in {@link io.jobmill.embedded.broker.BrokerStartException}.
 */
@NullMarked
package io.jobmill.embedded.broker;

import org.jspecify.annotations.NullMarked;
