// SPDX-License-Identifier: Apache-2.0
/** Sealing of obscured values and signing of Jobmill's own records, with one shared secret. */
@NullMarked
package io.jobmill.secret;

import org.jspecify.annotations.NullMarked;
