// SPDX-License-Identifier: Apache-2.0
/**
 * Step 6: reading what the projector wrote. A token just handed out is never unknown, and a log is
 * complete or says that it is not. Needs MongoDB and nothing else.
 */
@NullMarked
package io.jobmill.gateway.query;

import org.jspecify.annotations.NullMarked;
