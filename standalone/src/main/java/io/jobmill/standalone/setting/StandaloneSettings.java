// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.setting;

import java.nio.file.Path;
import java.util.Map;

/**
 * How one server is to run. Everything else a service can be told, it reads from the environment
 * itself.
 *
 * @param web the port of the HTTP API, 0 for any free one
 * @param dataFolder holds all that is kept
 * @param templatesFolder holds the template files
 * @param servers Kafka and MongoDB, where they are not to be started here
 * @param keys what the environment gives of the keys that are otherwise made
 */
public record StandaloneSettings(
    int web, Path dataFolder, Path templatesFolder, ServerSettings servers, KeySettings keys) {

  private static final int WEB_PORT = 8080;
  private static final int KAFKA_PORT = 9092;

  /**
   * Reads the settings.
   *
   * @throws io.jobmill.standalone.RefusedException when a value cannot be used
   */
  public static StandaloneSettings from(Map<String, String> values) {
    Environment environment = new Environment(values);
    return new StandaloneSettings(
        environment.port("SERVER_PORT", WEB_PORT),
        environment.folder("JOBMILL_DATA_DIR", "data"),
        environment.existingFolder("JOBMILL_TEMPLATES_DIR", "templates"),
        new ServerSettings(
            environment.text("JOBMILL_KAFKA_BOOTSTRAP_SERVERS"),
            environment.port("JOBMILL_KAFKA_PORT", KAFKA_PORT),
            environment.text("JOBMILL_MONGODB_URI")),
        new KeySettings(
            environment.text("JOBMILL_ADMIN_KEY"), environment.text("JOBMILL_SECRET_KEY")));
  }
}
