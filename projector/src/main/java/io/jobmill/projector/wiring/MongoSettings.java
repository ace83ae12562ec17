// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.wiring;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the read model is kept.
 *
 * @param uri of the MongoDB servers
 * @param database its name there
 */
@ConfigurationProperties("jobmill.mongodb")
public record MongoSettings(
    @DefaultValue("mongodb://localhost:27017") String uri,
    @DefaultValue("jobmill") String database) {}
