// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.jobmill.job.JobQueue;
import io.jobmill.job.Pool;
import io.jobmill.job.Priority;
import io.jobmill.kafka.KafkaSetupException;
import io.jobmill.kafka.QueueGroup;
import io.jobmill.kafka.ShareGroupSetup;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LocksTests {

  private static final JobQueue QUEUE = new JobQueue(new Pool("default"), Priority.NORMAL);
  private static final QueueGroup GROUP = new QueueGroup("any", Duration.ofSeconds(15), 5);

  private final ShareGroupSetup groups = mock(ShareGroupSetup.class);
  private final Locks locks = new Locks(groups, Duration.ofSeconds(3));

  @Test
  void aLockThatCouldNotBeReadIsTheLongestOneForThatTickOnly() {
    when(groups.ensure(QUEUE)).thenThrow(new KafkaSetupException("away", null)).thenReturn(GROUP);

    assertThat(locks.of(QUEUE)).isEqualTo(Duration.ofSeconds(60));
    assertThat(locks.of(QUEUE)).isEqualTo(Duration.ofSeconds(60));
    locks.tick();
    assertThat(locks.of(QUEUE)).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void aLockIsReadOnce() {
    when(groups.ensure(QUEUE)).thenReturn(GROUP);

    locks.of(QUEUE);
    locks.tick();
    locks.of(QUEUE);

    verify(groups, times(1)).ensure(QUEUE);
  }
}
