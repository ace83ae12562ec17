// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a request may cost.
 *
 * @param maxBody the largest body that is read; a larger one is refused with 413
 * @param bodyTimeout a body that has not arrived after this is refused with 408
 * @param logStreams how many logs are streamed at the same time; one more is refused with 503
 */
@ConfigurationProperties("jobmill.gateway")
public record RequestSettings(
    @DefaultValue("10MB") DataSize maxBody,
    @DefaultValue("30s") Duration bodyTimeout,
    @DefaultValue("64") int logStreams) {}
