// SPDX-License-Identifier: Apache-2.0
/**
 * Real processes under load, broken one after the other by a seed, and counted afterwards: nothing
 * that was accepted may be lost, everything ends once, and what ran twice did so for a reason.
 */
@NullMarked
package io.jobmill.standalone.faults;

import org.jspecify.annotations.NullMarked;
