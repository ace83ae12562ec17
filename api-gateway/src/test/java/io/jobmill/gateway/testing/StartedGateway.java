// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.testing;

import io.jobmill.gateway.GatewayApplication;
import io.jobmill.testkit.infrastructure.KafkaServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** The gateway as it is, on real servers. */
public record StartedGateway(ConfigurableApplicationContext context) implements AutoCloseable {

  public static final String ADMIN = RunningGateway.ADMIN;

  public static StartedGateway start(
      KafkaServer kafka, String mongoUri, String database, @Nullable Path templates) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.port", "0");
    properties.put("server.address", "127.0.0.1");
    properties.put("jobmill.kafka.bootstrap-servers", kafka.bootstrapServers());
    properties.put("jobmill.kafka.topic-prefix", kafka.topicPrefix());
    properties.put("jobmill.kafka.replication-factor", "1");
    properties.put("jobmill.mongodb.uri", mongoUri);
    properties.put("jobmill.mongodb.database", database);
    properties.put("jobmill.admin-key", ADMIN);
    properties.put("jobmill.secret-key", RunningGateway.SECRET);
    if (templates != null) {
      properties.put("jobmill.templates-dir", templates.toString());
    }
    return new StartedGateway(GatewayApplication.builder().properties(properties).run());
  }

  public Http http() {
    return new Http(
        Integer.parseInt(
            String.valueOf(context.getEnvironment().getProperty("local.server.port"))));
  }

  @Override
  public void close() {
    context.close();
  }
}
