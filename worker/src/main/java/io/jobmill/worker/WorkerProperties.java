// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import io.jobmill.job.Pool;
import io.jobmill.worker.execution.SlotGuarantee;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What a worker serves and how.
 *
 * @param pools whose jobs it runs; its slots are divided among them evenly
 * @param slots how many attempts run at a time; 16 for each processor if absent
 * @param labels by which targets can find it
 * @param hostname under which it is known; the machine's if absent
 * @param adHoc whether records may bring scripts and HTTP requests of their own, without a template
 * @param heartbeat how often it says that it lives and what it runs; after three silent ones its
 *     attempts count as lost and run again elsewhere
 * @param grace how long running attempts may go on when the worker is stopped; what is left then is
 *     handed back and runs again at once
 * @param patience how long a handler that was interrupted may take to end before its thread is
 *     given up
 * @param meteredTemplates how many templates of a pool have metrics of their own; the others share
 *     those of {@code other}
 * @param lanes what is guaranteed to jobs of the lower priorities
 * @param log how logs are cut and sent
 * @param shell with what scripts run
 */
@Validated
@ConfigurationProperties("jobmill.worker")
record WorkerProperties(
    @DefaultValue("default") @NotEmpty List<Pool> pools,
    @Nullable @Min(1) Integer slots,
    @DefaultValue Map<String, String> labels,
    @Nullable String hostname,
    @DefaultValue("false") boolean adHoc,
    @DefaultValue("2s") Duration heartbeat,
    @DefaultValue("25s") Duration grace,
    @DefaultValue("10s") Duration patience,
    @DefaultValue("100") @Min(0) int meteredTemplates,
    @DefaultValue Lanes lanes,
    @DefaultValue Log log,
    @DefaultValue Shell shell) {

  private static final int SLOTS_PER_PROCESSOR = 16;

  public WorkerProperties {
    pools = List.copyOf(pools);
    labels = Map.copyOf(labels);
  }

  /** The slots that were asked for, or what suits the machine. */
  public int slotsOr(int processors) {
    return slots == null ? SLOTS_PER_PROCESSOR * processors : slots;
  }

  /**
   * @param normal percent of a pool's slots that its normal queue gets while jobs wait on it,
   *     however many wait on the high one
   * @param low the same of the low queue, however many wait on the others
   */
  public record Lanes(@DefaultValue("20") int normal, @DefaultValue("10") int low) {

    /**
     * @throws IllegalArgumentException for shares that cannot be given
     */
    SlotGuarantee guarantee() {
      return new SlotGuarantee(normal, low);
    }
  }

  /**
   * @param maxBytes how much log text of one attempt is kept; the log says where it was cut
   * @param inFlightBytes how much log of the whole worker may be on its way; who logs more waits
   * @param flushEvery an entry is sent after this at the latest
   */
  public record Log(
      @DefaultValue("512MB") DataSize maxBytes,
      @DefaultValue("16MB") DataSize inFlightBytes,
      @DefaultValue("200ms") Duration flushEvery) {}

  /**
   * @param environment names of variables of the worker's own environment that scripts may see
   *     beside PATH, HOME, LANG, TZ and TMPDIR
   * @param patience from the polite signal to the one that cannot be ignored
   */
  public record Shell(
      @DefaultValue List<String> environment, @DefaultValue("1s") Duration patience) {

    public Shell {
      environment = List.copyOf(environment);
    }
  }
}
