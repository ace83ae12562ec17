// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.table;

import java.util.List;

/**
 * One measured thing.
 *
 * @param what was measured
 * @param measured the number, with its unit
 * @param aim of the design, and whether it is reached; empty where there is none
 * @param conditions how it was measured: store, durability, how many
 */
public record Row(String what, String measured, String aim, String conditions) {

  List<String> cells() {
    return List.of(what, measured, aim, conditions);
  }
}
