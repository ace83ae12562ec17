// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.bare;

/** Which topics the bare pipeline works on, and what it writes there. */
record BareTarget(String queue, String events, Payloads payloads) {}
