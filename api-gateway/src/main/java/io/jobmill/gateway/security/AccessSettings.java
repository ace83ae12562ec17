// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who is let in.
 *
 * @param anonymous whether a template that is tied to no key may be triggered, and its jobs be
 *     read, without any key over the Otter endpoints
 * @param wrongKeysPerMinute how many wrong keys or tokens one address may try in a minute; more are
 *     answered with 429
 */
@Validated
@ConfigurationProperties("jobmill.gateway.access")
record AccessSettings(
    @DefaultValue("true") boolean anonymous, @DefaultValue("30") @Min(1) int wrongKeysPerMinute) {}
