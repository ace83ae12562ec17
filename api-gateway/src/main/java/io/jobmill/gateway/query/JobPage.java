// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.view.JobView;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param next where the next part begins; empty if this is the last
 */
public record JobPage(List<JobView> jobs, Optional<JobPlace> next) {

  public JobPage {
    jobs = List.copyOf(jobs);
  }
}
