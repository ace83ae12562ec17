// SPDX-License-Identifier: Apache-2.0
/**
 * The database of one machine: a MongoDB-protocol store inside this JVM, or a mongod beside it. A
 * folder and a wish go in, a connection string comes out. A folder stays with the store it began
 * with.
 *
 * <p>A program that starts the embedded store should set the logger {@code de.bwaldvogel} to {@code
 * ERROR}, and one that uses a driver {@code org.mongodb.driver} to {@code WARN}.
 */
@NullMarked
package io.jobmill.embedded.store;

import org.jspecify.annotations.NullMarked;
