// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.view.JobView;
import org.jspecify.annotations.Nullable;

/** What is known of a token. */
public sealed interface Lookup {

  record Found(JobView view) implements Lookup {}

  /**
   * A job that was accepted, or may have been, and is not projected yet.
   *
   * @param template absent if the job was accepted elsewhere
   */
  record Pending(@Nullable String template) implements Lookup {}

  /** No job has this token: everything up to its time is projected. */
  record Unknown() implements Lookup {}
}
