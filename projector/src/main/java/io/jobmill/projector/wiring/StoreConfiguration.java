// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.wiring;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.jobmill.observe.Meters;
import io.jobmill.projector.rebuild.Rebuild;
import io.jobmill.projector.store.JobRemover;
import io.jobmill.projector.store.KeptViews;
import io.jobmill.projector.store.Positions;
import io.jobmill.projector.store.StatusTally;
import io.jobmill.projector.store.WatermarkWriter;
import io.jobmill.store.JobViews;
import io.jobmill.store.StoreTimings;
import io.jobmill.store.ViewDatabase;
import io.jobmill.wire.Topics;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store, and what writes to it. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

  private static final int AWAY_SECONDS = 3;
  private static final int STUCK_SECONDS = 30;

  @Bean(destroyMethod = "close")
  MongoClient projectorMongoClient(MongoSettings settings, ObjectProvider<Meters> meters) {
    return MongoClients.create(
        MongoClientSettings.builder()
            .applicationName("jobmill-projector")
            .applyConnectionString(new ConnectionString(settings.uri()))
            .addCommandListener(
                new StoreTimings(meters.getIfAvailable(Meters::unread), "projector"))
            .applyToClusterSettings(
                cluster -> cluster.serverSelectionTimeout(AWAY_SECONDS, TimeUnit.SECONDS))
            .applyToSocketSettings(
                socket ->
                    socket
                        .connectTimeout(AWAY_SECONDS, TimeUnit.SECONDS)
                        .readTimeout(STUCK_SECONDS, TimeUnit.SECONDS))
            .build());
  }

  @Bean
  ViewDatabase projectorDatabase(
      MongoClient client, MongoSettings mongo, ProjectorSettings settings, Clock clock) {
    ViewDatabase database = new ViewDatabase(client, mongo.database());
    StoreStart.await(database, settings.storeTimeout(), clock);
    if (settings.rebuild()) {
      new Rebuild(database).forgetViews();
    }
    return database;
  }

  @Bean
  Positions eventPositions(ViewDatabase database, TopicIds ids) {
    Positions positions = new Positions(database, ids.topics().events(), ids.events());
    positions.check(Topics.EVENT_PARTITIONS);
    return positions;
  }

  @Bean
  Positions logPositions(ViewDatabase database, TopicIds ids) {
    Positions positions = new Positions(database, ids.topics().logs(), ids.logs());
    positions.check(Topics.EVENT_PARTITIONS);
    return positions;
  }

  @Bean
  JobViews projectorViews(ViewDatabase database) {
    return new JobViews(database);
  }

  @Bean
  KeptViews keptViews(ViewDatabase database) {
    return new KeptViews(database);
  }

  @Bean
  StatusTally statusTally(ViewDatabase database) {
    return new StatusTally(database);
  }

  @Bean
  JobRemover jobRemover(ViewDatabase database, StatusTally tally) {
    return new JobRemover(database, tally);
  }

  @Bean
  WatermarkWriter watermarkWriter(ViewDatabase database) {
    return new WatermarkWriter(database);
  }
}
