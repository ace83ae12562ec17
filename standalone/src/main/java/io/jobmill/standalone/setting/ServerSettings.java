// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.setting;

import java.util.Optional;

/**
 * The servers under the services.
 *
 * @param kafka bootstrap servers of a cluster to use; absent: a broker is started here
 * @param kafkaPort of the broker that is started here, 0 for any free one
 * @param mongodb connection string of a database to use; absent: a store is started here
 */
public record ServerSettings(Optional<String> kafka, int kafkaPort, Optional<String> mongodb) {}
