// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

/**
 * The whole wish about one worker. It stays when the worker is started again; without one, the
 * worker takes jobs.
 *
 * @param worker its id, which is the record's key as well
 * @param drain it is to finish what it has and to take nothing more
 */
public record WorkerCommand(String worker, boolean drain) implements Wish {}
