// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

/**
 * A worker that a broadcast waits for.
 *
 * @param worker its id
 * @param hostname what it is called in answers
 */
public record ExpectedWorker(String worker, String hostname) {}
