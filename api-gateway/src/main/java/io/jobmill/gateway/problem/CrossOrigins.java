// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/** Lets no page of another origin in, and says so in the form of the dialect it asked. */
final class CrossOrigins implements CorsProcessor, BeanPostProcessor {

  private final ObjectProvider<ErrorShapes> shapes;

  /**
   * @param shapes asked for when there is an error: what a post-processor holds is made before all
   *     others, and by-passes them
   */
  CrossOrigins(ObjectProvider<ErrorShapes> shapes) {
    this.shapes = shapes;
  }

  @Override
  public boolean processRequest(
      @Nullable CorsConfiguration configuration,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (!CorsUtils.isPreFlightRequest(request)) {
      return true;
    }
    shapes
        .getObject()
        .write(
            request.getRequestURI(),
            response,
            Refusal.forbidden("requests from pages of other origins are not taken"));
    return false;
  }

  @Override
  public Object postProcessBeforeInitialization(Object bean, String beanName) {
    if (bean instanceof AbstractHandlerMapping mapping) {
      mapping.setCorsProcessor(this);
    }
    return bean;
  }
}
