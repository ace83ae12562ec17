// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.scale;

import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * One thing that readers ask for again and again, each time for another job or page.
 *
 * @param what as the table says it
 * @param within how many milliseconds it may take
 * @param path makes the next request's path and query
 */
record Question(String what, int within, Function<SplittableRandom, String> path) {}
