// SPDX-License-Identifier: Apache-2.0
/** What the environment asks for: names and values go in, checked settings come out. */
@NullMarked
package io.jobmill.standalone.setting;

import org.jspecify.annotations.NullMarked;
