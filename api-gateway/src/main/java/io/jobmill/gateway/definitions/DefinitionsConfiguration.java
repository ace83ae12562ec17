// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import io.jobmill.template.TemplateRecord;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DefinitionSettings.class)
class DefinitionsConfiguration {

  @Bean
  Templates templates(DefinitionTable<TemplateRecord> templatesTable, PoolQueues pools) {
    return new Templates(templatesTable, pools);
  }

  @Bean
  FolderWatch folderWatch(DefinitionSettings settings, Templates templates, KeyNames keys) {
    FolderSync sync =
        settings.templatesDir() == null
            ? null
            : new FolderSync(
                new TemplateFolder(new FolderFiles(settings.templatesDir()), host()),
                templates,
                keys);
    return new FolderWatch(sync, settings.templatesLook());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
