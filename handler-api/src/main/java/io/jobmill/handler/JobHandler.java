// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handler;

/**
 * One kind of job. A worker gathers its handlers once, at its start: Spring beans of this type and
 * services that {@link java.util.ServiceLoader} finds. One instance runs many jobs at the same
 * time.
 *
 * <p>A job runs once while nothing fails, and may run again where a process died in the middle; its
 * result counts once. A handler whose effects must not happen twice hands {@link
 * JobContext#idempotencyToken()} to whatever it calls.
 */
public interface JobHandler {

  /**
   * The operation type this handler runs: what a template names. At most 100 characters; unique in
   * a worker.
   */
  String name();

  /**
   * Runs one attempt. Returning means that the job is done; throwing fails the attempt, with the
   * message of a {@link JobFailedException} or the exception's class and message as the reason. The
   * thread is interrupted when the attempt is to stop: a handler that gives up then must throw, not
   * return.
   */
  void handle(JobContext job) throws Exception;
}
