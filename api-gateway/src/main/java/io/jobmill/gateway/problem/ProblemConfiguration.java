// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import java.time.Clock;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RequestSettings.class)
class ProblemConfiguration {

  /** The rest of a refused body is read up to this, so that its sender gets to see the refusal. */
  private static final int SWALLOWED = 32 * 1024 * 1024;

  @Bean
  RequestBodies requestBodies(RequestSettings settings, Clock clock) {
    return new RequestBodies(settings, clock);
  }

  @Bean
  UnroutedRequests unroutedRequests() {
    return new UnroutedRequests();
  }

  @Bean
  RefusedRequests refusedRequests() {
    return new RefusedRequests();
  }

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerLimits() {
    return factory -> {
      factory.addConnectorCustomizers(swallowRefusedBodies());
      factory.addContextCustomizers(ProblemConfiguration::reportErrorsPlainly);
      factory.addContextValves(new BrokenAnswers());
    };
  }

  private static TomcatConnectorCustomizer swallowRefusedBodies() {
    return connector -> {
      if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
        http.setMaxSwallowSize(SWALLOWED);
      }
      // Callers put these unescaped into queries; they cannot be mistaken for anything else.
      connector.setProperty("relaxedQueryChars", "|{}[]^`\"<>\\");
    };
  }

  private static void reportErrorsPlainly(Context context) {
    if (context.getParent() instanceof StandardHost host) {
      // Tomcat makes one of that class only if it does not find it there.
      host.getPipeline().addValve(new ContainerErrors());
      host.setErrorReportValveClass(ContainerErrors.class.getName());
    }
  }
}
