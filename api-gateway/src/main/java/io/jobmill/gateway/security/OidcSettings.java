// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An OpenID Connect provider whose tokens are taken.
 *
 * @param issuer its address, exactly as its tokens spell it; absent, no such tokens are taken
 * @param audience what tokens must be made for; absent, any of the issuer's is taken
 * @param rolesClaim where a token has its roles read, write and admin; dots lead into objects
 */
@ConfigurationProperties("jobmill.gateway.oidc")
record OidcSettings(
    @Nullable String issuer, @Nullable String audience, @DefaultValue("roles") String rolesClaim) {}
