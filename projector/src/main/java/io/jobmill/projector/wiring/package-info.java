// SPDX-License-Identifier: Apache-2.0
/**
 * What all parts of the projector share: settings, clients, the store, and the order of starting
 * and stopping.
 */
@NullMarked
package io.jobmill.projector.wiring;

import org.jspecify.annotations.NullMarked;
