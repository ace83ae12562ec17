// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.schedule;

import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.JobId;
import io.jobmill.job.JobQueue;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Priority;
import io.jobmill.job.Target;
import io.jobmill.schedule.ScheduleRecord.Definition;
import io.jobmill.secret.SealException;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.wire.JobRequestCodec;
import io.jobmill.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes the signed request of a job of a schedule. One that is for an agent names that agent,
 * whether or not it is heard at the moment: it has its time to answer like any other.
 */
final class OccurrenceRequests {

  private final Topics topics;
  private final SecretKeyring keyring;
  private final Function<JobRequest, Duration> answerTime;
  private final Predicate<JobRequest> limited;
  private final Function<JobRequest, Priority> priority;

  /**
   * @param answerTime what the worker that a request is for may take until it has run
   * @param limited whether a request has to be let through before its worker is asked
   * @param priority of what a request asks for
   */
  OccurrenceRequests(
      Topics topics,
      SecretKeyring keyring,
      Function<JobRequest, Duration> answerTime,
      Predicate<JobRequest> limited,
      Function<JobRequest, Priority> priority) {
    this.topics = topics;
    this.keyring = keyring;
    this.answerTime = answerTime;
    this.limited = limited;
    this.priority = priority;
  }

  /**
   * @throws SealException if its secrets were sealed with another key
   */
  ProducerRecord<byte[], byte[]> of(Definition definition, JobId job, Instant now) {
    JobRequest pattern = definition.request();
    JobRequest request =
        pattern
            .anew(job)
            .withVariables(pattern.variables(), resealed(definition, job))
            .inSeries(definition.id(), definition.schedule().text())
            .submitted(pattern.submittedBy(), now);
    return record(definition, job, addressed(definition, request, now));
  }

  private JobRequest addressed(Definition definition, JobRequest request, Instant now) {
    String agent = definition.agent();
    Target target = request.target();
    if (agent == null || target == null || !target.isHost() || limited.test(request)) {
      return request;
    }
    Instant deadline = now.plus(answerTime.apply(request)).truncatedTo(ChronoUnit.MILLIS);
    return request.expecting(
        definition.pool(), List.of(new ExpectedWorker(agent, target.text())), deadline);
  }

  private ProducerRecord<byte[], byte[]> record(
      Definition definition, JobId job, JobRequest request) {
    byte[] value = JobRequestCodec.encode(request);
    String topic =
        request.isBroadcast()
            ? topics.broadcast()
            : topics.queue(new JobQueue(definition.pool(), priority.apply(request)));
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, job.toString().getBytes(StandardCharsets.UTF_8), value);
    record
        .headers()
        .add(
            JobRequestCodec.SIGNATURE_HEADER,
            keyring.sign(value).getBytes(StandardCharsets.US_ASCII));
    return record;
  }

  /** A sealed value can be opened only for the id that it was sealed for. */
  private Map<String, String> resealed(Definition definition, JobId job) {
    Map<String, String> resealed = new LinkedHashMap<>();
    definition
        .request()
        .sealed()
        .forEach(
            (name, text) ->
                resealed.put(
                    name, keyring.seal(job, name, keyring.open(definition.id(), name, text))));
    return resealed;
  }
}
