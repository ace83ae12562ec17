// SPDX-License-Identifier: Apache-2.0
/**
 * Templates and other definitions: compacted topics held in memory, and the folder of YAML files
 * that templates come from. What enters is files and HTTP bodies; what leaves is records that every
 * gateway and worker reads.
 */
@NullMarked
package io.jobmill.gateway.definitions;

import org.jspecify.annotations.NullMarked;
