// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The gateway as a process of its own, or as one context among others in one JVM. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(GatewayConfiguration.class)
public class GatewayApplication {

  public static void main(String[] args) {
    builder().run(args);
  }

  /** The application ready to run; what is set here can be set otherwise. */
  public static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(GatewayApplication.class).web(WebApplicationType.SERVLET);
  }
}
