// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handlertest;

/** How a worker would report the end of an attempt. */
public enum JobOutcome {
  /** The handler returned. */
  SUCCEEDED,
  /** It returned, and there is something to look at. */
  WARNING,
  /** It threw, or its time was up. */
  FAILED,
  /** It was stopped because nobody wants the job any more. */
  CANCELLED,
  /** It was stopped because the worker stops; the job would run again. */
  HANDED_BACK,
  /** It was not called: the variables are not what the template wants. */
  REJECTED
}
