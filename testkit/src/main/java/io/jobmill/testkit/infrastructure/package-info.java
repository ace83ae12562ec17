// SPDX-License-Identifier: Apache-2.0
/**
 * What the tests run on. {@link io.jobmill.testkit.infrastructure.TestInfrastructure} picks a Kafka
 * cluster and a MongoDB once per JVM, the most real ones there are, and gives every test a corner
 * of its own on them: a topic prefix, a database name.
 */
@NullMarked
package io.jobmill.testkit.infrastructure;

import org.jspecify.annotations.NullMarked;
