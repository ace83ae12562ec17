// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

/** Who moves a job from one status to the next. */
public enum Mover {
  /** The worker that has the attempt. */
  WORKER,
  /** The projector that owns the job, because time passed or a worker went away. */
  UPKEEP,
  /** A person or a program with the right to. */
  OPERATOR
}
