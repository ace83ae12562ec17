// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.product;

import io.jobmill.kafka.KafkaSettings;
import java.nio.file.Path;

/**
 * What the product runs on.
 *
 * @param database in the store; empty
 * @param folder for what the services keep themselves
 * @param slots how many jobs the worker runs at a time
 */
public record ProductServers(
    KafkaSettings kafka, String mongoUri, String database, Path folder, int slots) {}
