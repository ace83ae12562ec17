// SPDX-License-Identifier: Apache-2.0
/** Topics and the JSON codecs of every record that crosses a process border. */
@NullMarked
package io.jobmill.wire;

import org.jspecify.annotations.NullMarked;
