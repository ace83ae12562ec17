// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import java.time.Clock;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.beans.factory.ObjectProvider;
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

  private static final String UNESCAPED = "|{}[]^`\"<>\\";

  @Bean
  RequestBodies requestBodies(RequestSettings settings, Clock clock) {
    return new RequestBodies(settings, clock);
  }

  @Bean
  static ErrorShapes errorShapes(ObjectProvider<ErrorShape> shapes) {
    return new ErrorShapes(shapes);
  }

  @Bean
  static CrossOrigins crossOrigins(ObjectProvider<ErrorShapes> shapes) {
    return new CrossOrigins(shapes);
  }

  @Bean
  UnroutedRequests unroutedRequests(ErrorShapes shapes) {
    return new UnroutedRequests(shapes);
  }

  @Bean
  RefusedRequests refusedRequests() {
    return new RefusedRequests();
  }

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerLimits(ErrorShapes shapes) {
    return factory -> {
      factory.addConnectorCustomizers(swallowRefusedBodies());
      factory.addContextCustomizers(context -> reportErrors(context, shapes));
      factory.addContextValves(new BrokenAnswers());
    };
  }

  private static TomcatConnectorCustomizer swallowRefusedBodies() {
    return connector -> {
      if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
        http.setMaxSwallowSize(SWALLOWED);
      }
      // Callers put these unescaped into queries; they cannot be mistaken for anything else. In a
      // path they lead nowhere, but whose path it is can be read.
      connector.setProperty("relaxedQueryChars", UNESCAPED);
      connector.setProperty("relaxedPathChars", UNESCAPED);
    };
  }

  private static void reportErrors(Context context, ErrorShapes shapes) {
    if (context.getParent() instanceof StandardHost host) {
      // Tomcat makes one of that class only if it does not find it there.
      host.getPipeline().addValve(new ContainerErrors(shapes));
      host.setErrorReportValveClass(ContainerErrors.class.getName());
    }
  }
}
