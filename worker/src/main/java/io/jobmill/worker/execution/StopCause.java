// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

/** Why a running attempt is told to stop. */
enum StopCause {
  /** It took longer than its template allows. */
  TIMEOUT,
  /** The time is over within which its job had to end. */
  EXPIRED,
  /** The worker shuts down; the attempt is handed back. */
  SHUTDOWN,
  /** The system has moved on to a later attempt; what this one says no longer counts. */
  SUPERSEDED,
  /** Nobody wants the job any more. */
  CANCELLED
}
