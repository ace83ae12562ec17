// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.store;

/** The database was filled from another topic of the same name. The message says the ways out. */
public final class ForeignTopicException extends RuntimeException {

  ForeignTopicException(String topic, String database, String filledFrom, String found) {
    super(
        ("database %s was filled from another topic %s (id %s, the cluster's is %s): either point "
                + "jobmill.kafka.bootstrap-servers or the topic prefix back at the old cluster, or "
                + "drop the database to have it rebuilt from this one")
            .formatted(database, topic, filledFrom, found));
  }
}
