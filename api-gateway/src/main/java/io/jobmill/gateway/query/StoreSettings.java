// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the read model is.
 *
 * @param uri of the MongoDB servers
 * @param database its name there
 */
@ConfigurationProperties("jobmill.mongodb")
record StoreSettings(
    @DefaultValue("mongodb://localhost:27017") String uri,
    @DefaultValue("jobmill") String database) {}
