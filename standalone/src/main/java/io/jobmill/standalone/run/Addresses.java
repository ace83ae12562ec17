// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.run;

import io.jobmill.standalone.folder.Key;
import java.net.URI;
import java.nio.file.Path;

/**
 * Where everything is, once it runs.
 *
 * @param http the root of the HTTP API
 * @param kafka where records are submitted
 * @param store which store is in use, and what it is good for
 * @param folders where files are
 * @param adminKey what opens the HTTP API
 */
public record Addresses(URI http, Kafka kafka, String store, Folders folders, Key adminKey) {
  /**
   * Where records are submitted.
   *
   * @param servers the bootstrap servers
   * @param queue the topic of the default pool
   */
  public record Kafka(String servers, String queue) {}

  /**
   * Where files are.
   *
   * @param state all that is kept
   * @param templates the template files
   * @param log what happened in detail
   */
  public record Folders(Path state, Path templates, Path log) {}
}
