// SPDX-License-Identifier: Apache-2.0
/**
 * The bare pipeline: what Kafka alone does of a job's way, with records of the size the product
 * writes. Producer, lanes of a share group, started event with acks=all, ACCEPT confirmed by
 * commitSync, ended event. Nobody decodes, decides, logs or projects.
 */
@NullMarked
package io.jobmill.bench.bare;

import org.jspecify.annotations.NullMarked;
