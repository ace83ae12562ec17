// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handler;

/** What {@link JobContext#onCancel} has set up. */
public interface CancelHook extends AutoCloseable {

  /** Takes it back: the action is not begun any more. One that has begun goes on. */
  @Override
  void close();
}
