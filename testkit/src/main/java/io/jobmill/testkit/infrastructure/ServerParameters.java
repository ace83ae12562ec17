// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.infrastructure;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Resolves the server parameters of tests and removes what a test left on the server. */
final class ServerParameters implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(ServerParameters.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == KafkaServer.class || type == MongoServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Store store = context.getStore(NAMESPACE);
    if (parameter.getParameter().getType() == KafkaServer.class) {
      return store.computeIfAbsent("kafka", key -> KafkaCorner.open(), KafkaCorner.class).server();
    }
    return store.computeIfAbsent("mongo", key -> MongoCorner.open(), MongoCorner.class).server();
  }
}
