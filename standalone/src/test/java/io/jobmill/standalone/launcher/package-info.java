// SPDX-License-Identifier: Apache-2.0
/** Tests of what stands outside the modules: the launcher script and the deployment files. */
@NullMarked
package io.jobmill.standalone.launcher;

import org.jspecify.annotations.NullMarked;
