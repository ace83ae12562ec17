// SPDX-License-Identifier: Apache-2.0
/**
 * How a service is seen from outside, as far as all services share it: what a metric is, how one is
 * put into the registry, and how log lines name the job that they are about.
 */
@NullMarked
package io.jobmill.observe;

import org.jspecify.annotations.NullMarked;
