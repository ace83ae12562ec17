// SPDX-License-Identifier: Apache-2.0
/**
 * The part of Keyfactor Command's web API that is about orchestrator jobs: history, schedules,
 * custom jobs and their types, agents. A worker is an agent, a template or a type laid over it a
 * job type, a series of jobs a job. Paths and names are read in any case; answers hold whole
 * numbers for enumerations, times in UTC, nothing null and nothing that clients do not know.
 */
@NullMarked
package io.jobmill.gateway.dialect.keyfactor;

import org.jspecify.annotations.NullMarked;
