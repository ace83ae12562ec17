// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

/** A running database on this machine, reachable on 127.0.0.1 only. */
public sealed interface LocalStore extends AutoCloseable permits EmbeddedStore, MongodProcess {
  /** What a MongoDB driver connects with. */
  String uri();

  /** Which of the stores this is. */
  StoreKind kind();

  /** Writes out what is not on disk yet and stops. A second call does nothing. */
  @Override
  void close();
}
