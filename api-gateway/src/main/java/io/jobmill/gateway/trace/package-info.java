// SPDX-License-Identifier: Apache-2.0
/** What a request over HTTP is part of: jobs that it triggers are a part of the same. */
@NullMarked
package io.jobmill.gateway.trace;

import org.jspecify.annotations.NullMarked;
