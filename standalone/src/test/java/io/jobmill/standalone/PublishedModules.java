// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is published and not on the class path here, where it has been built: on it, the starter
 * would put a worker into every application that a test starts.
 */
final class PublishedModules implements LocationProvider {

  PublishedModules() {}

  @Override
  public Set<Location> get(Class<?> testClass) {
    return Stream.of("../worker-spring-boot-starter", "../handler-testkit")
        .map(module -> Path.of(module, "target", "classes"))
        .filter(Files::isDirectory)
        .map(Location::of)
        .collect(Collectors.toSet());
  }
}
