// SPDX-License-Identifier: Apache-2.0
/**
 * What a job is: its id, the request that asks for one attempt of it, its status and who may move
 * it.
 */
@NullMarked
package io.jobmill.job;

import org.jspecify.annotations.NullMarked;
