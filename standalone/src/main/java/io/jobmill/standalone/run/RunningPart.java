// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.run;

import java.time.Duration;

/**
 * One part of the whole, while it runs.
 *
 * @param stage what it rests on
 * @param name what people call it
 * @param bound how long its end may take
 * @param end ends it; comes back when it has ended
 */
record RunningPart(Stage stage, String name, Duration bound, End end) {
  /** How a part is ended. */
  interface End {
    void run() throws Exception;
  }
}
