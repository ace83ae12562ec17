// SPDX-License-Identifier: Apache-2.0
/** What is said about jobs while they live: events, log chunks and the workers' heartbeats. */
@NullMarked
package io.jobmill.event;

import org.jspecify.annotations.NullMarked;
