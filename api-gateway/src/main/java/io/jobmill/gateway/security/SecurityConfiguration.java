// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import io.jobmill.gateway.definitions.DefinitionTable;
import io.jobmill.gateway.definitions.KeyNames;
import io.jobmill.gateway.metrics.GatewayMetric;
import io.jobmill.observe.Meters;
import io.jobmill.secret.SecretKeyring;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
class SecurityConfiguration {

  @Bean
  Access access(AccessSettings settings) {
    return new Access(settings.anonymous());
  }

  @Bean
  ApiKeys apiKeys(DefinitionTable<ApiKey> keysTable, Clock clock) {
    return new ApiKeys(keysTable, clock);
  }

  @Bean
  KeyNames keyNames(ApiKeys keys) {
    return keys::exists;
  }

  /** Not a settings record: nothing but the hash may stay in memory. */
  @Bean
  Doorkeeper doorkeeper(
      ApiKeys keys,
      WebTokens tokens,
      AccessSettings settings,
      Clock clock,
      Environment env,
      Meters meters) {
    String adminKey = Binder.get(env).bind("jobmill.admin-key", String.class).orElse(null);
    return new Doorkeeper(
        keys,
        new AdminKey(adminKey),
        tokens,
        new WrongKeys(
            settings.wrongKeysPerMinute(),
            meters.counter(GatewayMetric.WRONG_CREDENTIALS)::increment,
            clock),
        clock);
  }

  /** Not a settings record: those can be listed and printed. */
  @Bean
  SecretKeyring secretKeyring(Environment env) {
    return Binder.get(env)
        .bind("jobmill.secret-key", String.class)
        .map(SecretKeyring::new)
        .orElseThrow(
            () ->
                new UnusableSettingException(
                    "jobmill.secret-key (JOBMILL_SECRET_KEY) is not set: at least %d characters, the same for gateways, workers and projectors"
                        .formatted(SecretKeyring.MIN_SECRET_LENGTH)));
  }
}
