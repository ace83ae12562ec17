// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.infrastructure;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One owner's part of the cluster; its topics and groups go with it. */
record KafkaCorner(KafkaServer server) implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KafkaCorner.class);
  private static final long PATIENCE_SECONDS = 10;

  static KafkaCorner open() {
    return new KafkaCorner(TestInfrastructure.kafka());
  }

  /** A leftover harms nobody, so a failure to remove it is no failure of the test. */
  @Override
  public void close() {
    try (Admin admin = Admin.create(server.clientSettings())) {
      removeTopics(admin);
      removeShareGroups(admin);
    } catch (ExecutionException | TimeoutException e) {
      log.debug("left something behind prefix={} reason={}", server.topicPrefix(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void removeTopics(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    Set<String> names = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    List<String> mine = names.stream().filter(this::isMine).toList();
    admin.deleteTopics(mine).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void removeShareGroups(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<String> mine =
        admin.listGroups().all().get(PATIENCE_SECONDS, TimeUnit.SECONDS).stream()
            .map(GroupListing::groupId)
            .filter(this::isMine)
            .toList();
    if (!mine.isEmpty()) {
      admin.deleteShareGroups(mine).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private boolean isMine(String name) {
    return name.startsWith(server.topicPrefix());
  }
}
