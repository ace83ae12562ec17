// SPDX-License-Identifier: Apache-2.0
/**
 * The registry of everything that runs jobs, and what the handlers that come with the worker share.
 */
@NullMarked
package io.jobmill.worker.handler;

import org.jspecify.annotations.NullMarked;
