// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.run;

import io.jobmill.standalone.RefusedException;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts a service as it is started in a process of its own, but quietly, with other settings, and
 * without a wish of its own when to stop.
 */
final class ServiceContext {
  private ServiceContext() {}

  /**
   * @param settings win over the environment and over what the service brings
   * @throws RefusedException when the service does not start
   */
  static ConfigurableApplicationContext start(
      String name, SpringApplicationBuilder service, Map<String, Object> settings) {
    try {
      return service
          .bannerMode(Banner.Mode.OFF)
          .logStartupInfo(false)
          .registerShutdownHook(false)
          // Else each would read the application.yml of whichever service comes first.
          .properties("spring.config.name=jobmill-standalone")
          .initializers(
              context ->
                  context
                      .getEnvironment()
                      .getPropertySources()
                      .addFirst(new MapPropertySource("standalone", settings)))
          .run();
    } catch (RuntimeException e) {
      throw new RefusedException("the %s did not start: %s".formatted(name, reason(e)), e);
    }
  }

  /**
   * Spring wraps what a service has to say in layers of its own. Where the service says it in words
   * of ours, these are better than those of what caused it.
   */
  static String reason(Throwable failure) {
    Throwable said = NestedExceptionUtils.getMostSpecificCause(failure);
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getClass().getName().startsWith("io.jobmill.")) {
        said = cause;
        break;
      }
    }
    String message = said.getMessage();
    return message == null
        ? said.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
