// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where templates come from besides the HTTP API.
 *
 * @param templatesDir the folder of YAML files; absent, there is none and nothing is said about
 *     templates that came from files before
 * @param templatesLook how often the folder is looked at; a change is in force after two looks
 */
@ConfigurationProperties("jobmill")
record DefinitionSettings(
    @Nullable Path templatesDir, @DefaultValue("500ms") Duration templatesLook) {}
