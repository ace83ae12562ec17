// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

  @Bean
  PublishedDocuments publishedDocuments(List<ApiDescription> descriptions) {
    return new PublishedDocuments(descriptions);
  }

  @Bean
  DocumentsApi documentsApi(PublishedDocuments documents) {
    return new DocumentsApi(documents);
  }

  @Bean
  DocsPage docsPage(PublishedDocuments documents) throws IOException {
    return new DocsPage(swaggerFolder(), documents);
  }

  private static String swaggerFolder() throws IOException {
    Properties made = new Properties();
    try (InputStream file =
        new ClassPathResource("META-INF/maven/org.webjars/swagger-ui/pom.properties")
            .getInputStream()) {
      made.load(file);
    }
    return "META-INF/resources/webjars/swagger-ui/%s/".formatted(made.getProperty("version"));
  }
}
