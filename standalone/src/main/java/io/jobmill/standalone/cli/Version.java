// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.cli;

import picocli.CommandLine.IVersionProvider;

/** Says which version this is, as the jar's manifest has it. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"Jobmill " + (version == null ? "(not from a jar)" : version)};
  }
}
