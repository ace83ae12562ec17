// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keys made and handed to services as the compose file does it.
 *
 * @param adminFolder for gateways only
 * @param sharedFolder for all services
 */
public record InstallationKeys(Path adminFolder, Path sharedFolder) {
  public static InstallationKeys in(Path folder) throws IOException, InterruptedException {
    InstallationKeys keys =
        new InstallationKeys(folder.resolve("keys/admin"), folder.resolve("keys/shared"));
    Process init =
        new ProcessBuilder(
                "../deploy/init-keys", keys.adminFolder.toString(), keys.sharedFolder.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(init.waitFor()).isZero();
    return keys;
  }

  public String admin() throws IOException {
    return Files.readString(adminFolder.resolve("jobmill.admin-key"));
  }

  public String forGateways() {
    return "configtree:%s/,%s".formatted(adminFolder, forOthers());
  }

  public String forOthers() {
    return "configtree:%s/".formatted(sharedFolder);
  }
}
