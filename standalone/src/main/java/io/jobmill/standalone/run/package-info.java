// SPDX-License-Identifier: Apache-2.0
/**
 * Every step in one JVM. Settings go in; broker, store, projector, worker and gateway come up in
 * this order and are stopped in the reverse one, within ten seconds.
 */
@NullMarked
package io.jobmill.standalone.run;

import org.jspecify.annotations.NullMarked;
