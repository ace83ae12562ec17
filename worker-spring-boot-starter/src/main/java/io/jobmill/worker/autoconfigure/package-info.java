// SPDX-License-Identifier: Apache-2.0
/** Puts a worker into any Spring Boot application that has this starter on its class path. */
@NullMarked
package io.jobmill.worker.autoconfigure;

import org.jspecify.annotations.NullMarked;
