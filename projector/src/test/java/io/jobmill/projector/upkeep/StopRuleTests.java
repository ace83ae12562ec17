// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static io.jobmill.projector.upkeep.Jobs.ID;
import static io.jobmill.projector.upkeep.Jobs.START;
import static io.jobmill.projector.upkeep.Jobs.WORKER;
import static io.jobmill.projector.upkeep.Jobs.listed;
import static io.jobmill.projector.upkeep.Jobs.sign;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.Command;
import io.jobmill.event.Origin;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import org.junit.jupiter.api.Test;

class StopRuleTests {

  private static final Origin OTHER = new Origin("w2", "i1");
  private static final QueuePoint OWNER = new QueuePoint(Pool.DEFAULT, 0, 100);

  @Test
  void theHolderIsLeftAlone() {
    assertThat(StopRule.wish(sign(WORKER, 9, listed(2)), listed(2), Jobs.running())).isEmpty();
  }

  @Test
  void anEarlierAttemptIsStopped() {
    assertThat(StopRule.wish(sign(OTHER, 9, listed(1)), listed(1), Jobs.running()))
        .contains(new Command(ID, 2, OWNER, 1));
  }

  @Test
  void aSecondClaimOfTheSameAttemptIsStoppedByNamingTheOwner() {
    assertThat(StopRule.wish(sign(OTHER, 9, listed(2)), listed(2), Jobs.running()))
        .contains(new Command(ID, 2, OWNER, 1));
  }

  @Test
  void aSecondClaimByALaterStartOfTheHoldersWorkerIsStoppedToo() {
    Origin restarted = new Origin(WORKER.id(), "i2");

    assertThat(StopRule.wish(sign(restarted, 9, listed(2)), listed(2), Jobs.running()))
        .contains(new Command(ID, 2, OWNER, 1));
  }

  @Test
  void aLaterAttemptThanTheViewKnowsIsLeftAlone() {
    assertThat(StopRule.wish(sign(OTHER, 9, listed(3)), listed(3), Jobs.running())).isEmpty();
  }

  @Test
  void anAttemptThatWasJudgedLostIsStoppedOnceItIsListedStill() {
    ActiveJob lost = Jobs.idle(JobStatus.RETRYING, START);

    assertThat(StopRule.wish(sign(WORKER, 2, listed(2)), listed(2), lost)).isEmpty();
    assertThat(StopRule.wish(sign(WORKER, 3, listed(2)), listed(2), lost))
        .contains(new Command(ID, 3));
  }

  @Test
  void anAttemptOfAPendingJobMayBeOneTheViewHasNotHeardOf() {
    ActiveJob pending = Jobs.idle(JobStatus.PENDING, null);

    assertThat(StopRule.wish(sign(WORKER, 60, listed(2)), listed(2), pending)).isEmpty();
  }
}
