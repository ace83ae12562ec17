// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.schedule;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many schedules there may be.
 *
 * @param most another one is refused; all of them are in the memory of every gateway and projector
 */
@ConfigurationProperties("jobmill.gateway.schedule")
record ScheduleSettings(@DefaultValue("10000") int most) {}
