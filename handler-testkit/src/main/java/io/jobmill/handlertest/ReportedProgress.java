// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handlertest;

import org.jspecify.annotations.Nullable;

/**
 * How far a handler said it has come, as a worker would report it.
 *
 * @param percent 0 to 100; absent if it named none
 * @param text what it is doing; absent if it did not say
 */
public record ReportedProgress(@Nullable Integer percent, @Nullable String text) {}
