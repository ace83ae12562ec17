// SPDX-License-Identifier: Apache-2.0
/**
 * How a service talks to Kafka: clients, topics, share groups, compacted tables, and the one loop
 * that every background thread is.
 */
@NullMarked
package io.jobmill.kafka;

import org.jspecify.annotations.NullMarked;
