// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import java.util.Locale;

/** Where a definition was made, which is where it is changed. */
public enum Origin {
  FILE,
  API;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
