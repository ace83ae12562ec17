// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.event.JobEvent;

/** An event and where it stands. */
public record PlacedEvent(JobEvent event, Position at) {}
