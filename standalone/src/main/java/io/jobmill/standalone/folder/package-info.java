// SPDX-License-Identifier: Apache-2.0
/**
 * The data folder: checked, closed to other users, held by one process at a time, with the keys
 * made at first start.
 */
@NullMarked
package io.jobmill.standalone.folder;

import org.jspecify.annotations.NullMarked;
