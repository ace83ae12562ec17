// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How jobs are put on their queues.
 *
 * @param timeout how long Kafka may take to confirm a job; the caller is told 503 after at most
 *     twice as long, once for the topic and once for the record. A record that was written but not
 *     confirmed in time is a job all the same, whose caller does not know its token.
 * @param latest how far ahead of now a job may be asked for; one that is more than a week away is
 *     kept on the topic schedules
 * @param answerWithin what the workers that a target means may take to answer beyond the time of
 *     the run; who has not answered by then has failed
 * @param audited whether each job that is triggered leaves an entry in the audit trail; where very
 *     many are, each job says itself who submitted it
 * @param perSecond how many jobs of a submitter wait on normal queues in the long run; what goes
 *     beyond waits on the low queue. Each gateway counts for itself
 * @param burst how many of a submitter's jobs wait on normal queues at once after it was silent
 */
@ConfigurationProperties("jobmill.gateway.trigger")
record TriggerSettings(
    @DefaultValue("3s") Duration timeout,
    @DefaultValue("3650d") Duration latest,
    @DefaultValue("60s") Duration answerWithin,
    @DefaultValue("true") boolean audited,
    @DefaultValue("200") int perSecond,
    @DefaultValue("1000") int burst) {

  Submitters.Share share() {
    return new Submitters.Share(perSecond, burst);
  }
}
