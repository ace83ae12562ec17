// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.product;

import java.nio.file.Path;

/**
 * What the product runs on.
 *
 * @param slots how many jobs the worker runs at a time
 * @param folder for what the services keep themselves
 */
public record ProductServers(String bootstrapServers, String mongoUri, Path folder, int slots) {}
