// SPDX-License-Identifier: Apache-2.0
/** How a service talks to Kafka: topics, share groups, compacted tables. */
@NullMarked
package io.jobmill.kafka;

import org.jspecify.annotations.NullMarked;
