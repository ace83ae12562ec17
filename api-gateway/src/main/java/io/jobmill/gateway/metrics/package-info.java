// SPDX-License-Identifier: Apache-2.0
/** What the gateway says about itself: how often it was asked what, and how it answered. */
@NullMarked
package io.jobmill.gateway.metrics;

import org.jspecify.annotations.NullMarked;
