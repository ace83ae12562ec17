// SPDX-License-Identifier: Apache-2.0
/**
 * What a Java job is written against, and the registry of everything that runs jobs: the public
 * face of the worker.
 */
@NullMarked
package io.jobmill.worker.handler;

import org.jspecify.annotations.NullMarked;
