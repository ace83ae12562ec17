// SPDX-License-Identifier: Apache-2.0
/** Broker and store inside the JVM, and a mongod beside it. */
@NullMarked
package io.jobmill.embedded;

import org.jspecify.annotations.NullMarked;
