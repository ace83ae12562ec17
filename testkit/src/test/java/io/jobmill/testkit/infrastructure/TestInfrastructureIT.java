// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithKafka
@WithMongo
class TestInfrastructureIT {
  private KafkaServer before = new KafkaServer("", "");

  @BeforeEach
  void asksToo(KafkaServer kafka) {
    before = kafka;
  }

  @Test
  void givesATestTheSameCornerAsItsPreparation(KafkaServer kafka) {
    assertThat(kafka).isEqualTo(before);
  }

  @Test
  void removesTheTopicsOfACorner() throws Exception {
    KafkaCorner corner = KafkaCorner.open();
    String topic = corner.server().topic("jobs.default");
    try (Admin admin = Admin.create(corner.server().clientSettings())) {
      admin
          .createTopics(List.of(new NewTopic(topic, Optional.empty(), Optional.empty())))
          .all()
          .get();
      assertThat(admin.listTopics().names().get()).contains(topic);

      corner.close();

      assertThat(admin.listTopics().names().get()).doesNotContain(topic);
    }
  }

  @Test
  void removesTheDatabaseOfACorner() {
    MongoCorner corner = MongoCorner.open();
    try (MongoClient client = MongoClients.create(corner.server().uri())) {
      String database = corner.server().database();
      client.getDatabase(database).createCollection("jobs");
      assertThat(client.listDatabaseNames().into(new ArrayList<>())).contains(database);

      corner.close();

      assertThat(client.listDatabaseNames().into(new ArrayList<>())).doesNotContain(database);
    }
  }

  @Test
  void givesEveryOwnerACornerOfItsOwn(KafkaServer kafka, MongoServer mongo) {
    assertThat(TestInfrastructure.kafka().topicPrefix()).isNotEqualTo(kafka.topicPrefix());
    assertThat(TestInfrastructure.mongo().database()).isNotEqualTo(mongo.database());
  }
}
