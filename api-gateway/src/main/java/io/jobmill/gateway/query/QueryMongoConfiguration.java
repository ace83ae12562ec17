// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.jobmill.gateway.problem.Outage;
import io.jobmill.observe.Meters;
import io.jobmill.store.StoreTimings;
import io.jobmill.store.ViewDatabase;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.bson.UuidRepresentation;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreSettings.class)
class QueryMongoConfiguration {

  /** How long a reader waits for a store that is away. */
  private static final int AWAY_SECONDS = 2;

  /** How long for one that has taken the question. */
  private static final int STUCK_SECONDS = 10;

  private static final int CONNECTIONS = 50;

  @Bean(destroyMethod = "close")
  MongoClient storeClient(StoreSettings settings, Meters meters) {
    return MongoClients.create(
        MongoClientSettings.builder()
            .applicationName("jobmill-gateway")
            .uuidRepresentation(UuidRepresentation.STANDARD)
            .applyConnectionString(new ConnectionString(settings.uri()))
            .addCommandListener(new StoreTimings(meters, "gateway"))
            .applyToClusterSettings(
                cluster -> cluster.serverSelectionTimeout(AWAY_SECONDS, TimeUnit.SECONDS))
            .applyToSocketSettings(
                socket ->
                    socket
                        .connectTimeout(AWAY_SECONDS, TimeUnit.SECONDS)
                        .readTimeout(STUCK_SECONDS, TimeUnit.SECONDS))
            .applyToConnectionPoolSettings(
                pool -> pool.maxSize(CONNECTIONS).maxWaitTime(AWAY_SECONDS, TimeUnit.SECONDS))
            .build());
  }

  @Bean
  ViewDatabase storeDatabase(MongoClient storeClient, StoreSettings settings) {
    return new ViewDatabase(storeClient, settings.database());
  }

  @Bean
  ReadingHealth readingHealthIndicator(MongoClient storeClient, StoreSettings settings) {
    return new ReadingHealth(storeClient.getDatabase(settings.database()));
  }

  @Bean
  StoreQuestions storeQuestions(Clock clock) {
    return new StoreQuestions(new Outage(clock));
  }

  @Bean
  StoredJobs storedJobs(StoreQuestions questions, ViewDatabase database) {
    return new MongoStoredJobs(questions, database);
  }

  @Bean
  StoredLists storedLists(StoreQuestions questions, ViewDatabase database) {
    return new MongoStoredLists(questions, database);
  }
}
