// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.run;

/**
 * What rests on what, from the ground up. Ended from the top down; parts of one stage do not need
 * each other and are ended together.
 */
enum Stage {
  /** Says to others that this folder is in use. */
  DATA_FOLDER,
  /** The broker and the store. */
  SERVERS,
  /** Writes down what the last jobs have reported. */
  PROJECTOR,
  /** Where work comes in: the worker, which takes its time, and the gateway. */
  INTAKE
}
