// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

/** A record of the commands topic: all that is wished about a job, or about a worker. */
public sealed interface Wish permits Command, WorkerCommand {}
