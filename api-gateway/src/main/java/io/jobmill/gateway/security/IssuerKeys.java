// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import io.jobmill.gateway.problem.JsonBodies;
import io.jobmill.gateway.problem.Outage;
import io.jobmill.gateway.problem.Refusal;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the public keys of an OpenID Connect provider. Tokens with made-up key ids cannot make it
 * ask more than twice in half a minute, and keys once fetched outlast an outage of some hours.
 */
final class IssuerKeys implements ResourceRetriever {

  private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int MOST_BYTES = 512 * 1024;
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final Duration KEPT_IN_OUTAGE = Duration.ofHours(4);

  private final ResourceRetriever http =
      new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES);
  private final Outage outage;

  IssuerKeys(Clock clock) {
    this.outage = new Outage(clock);
  }

  /**
   * @throws IOException if the provider does not say where its keys are
   */
  JWKSource<SecurityContext> source(String issuer) throws IOException {
    return JWKSourceBuilder.create(keysOf(issuer), this)
        .cache(KEPT.toMillis(), TIMEOUT_MILLIS)
        .refreshAheadCache(false)
        .rateLimited(BETWEEN_FETCHES.toMillis())
        .outageTolerant(KEPT_IN_OUTAGE.toMillis())
        .build();
  }

  @Override
  public Resource retrieveResource(URL url) throws IOException {
    if (!outage.mayTry()) {
      throw new IOException("the issuer did not answer a moment ago");
    }
    try {
      Resource resource = http.retrieveResource(url);
      outage.over();
      return resource;
    } catch (IOException e) {
      if (outage.begins()) {
        log.warn("the issuer of tokens does not answer url={} reason={}", url, e.toString());
      }
      throw e;
    }
  }

  private URL keysOf(String issuer) throws IOException {
    String root = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    URL url = url(root + "/.well-known/openid-configuration");
    String text = retrieveResource(url).getContent();
    try {
      var configuration = JsonBodies.tree(text.getBytes(StandardCharsets.UTF_8));
      if (issuer.equals(configuration.get("issuer"))
          && configuration.get("jwks_uri") instanceof String keys) {
        return url(keys);
      }
    } catch (Refusal e) {
      log.warn("the issuer's configuration cannot be read url={} reason={}", url, e.detail());
      throw new IOException(e);
    }
    log.warn("the issuer's configuration names another issuer, or no keys url={}", url);
    throw new IOException("no keys of this issuer");
  }

  private static URL url(String text) throws MalformedURLException {
    try {
      return URI.create(text).toURL();
    } catch (IllegalArgumentException e) {
      throw new MalformedURLException(text);
    }
  }
}
