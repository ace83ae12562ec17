// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a request goes, told from the segments of its path, each exactly as it is.
 *
 * @param place what it is for
 * @param name the job or agent in the path; empty where the place has none
 */
record OsapiRoute(Place place, String name) {

  private static final String NAME = "{}";

  /** Every path there is. */
  enum Place {
    JOBS("GET, POST", "job"),
    JOB("GET, DELETE", "job/{}"),
    RETRY("POST", "job/{}/retry"),
    AGENTS("GET", "agent"),
    AGENT("GET", "agent/{}"),
    DRAIN("POST", "agent/{}/drain"),
    UNDRAIN("POST", "agent/{}/undrain");

    private final String methods;
    private final String path;

    Place(String methods, String path) {
      this.methods = methods;
      this.path = path;
    }

    /** The methods that it takes, as the header lists them. */
    String methods() {
      return methods;
    }

    /** As a document writes it. */
    String template() {
      String name = path.startsWith("job") ? "{id}" : "{hostname}";
      return "/" + path.replace(NAME, name);
    }

    boolean takes(String method) {
      return List.of(methods.split(", ", -1)).contains(method);
    }

    private boolean matches(List<String> segments) {
      List<String> wanted = split(path);
      if (segments.size() != wanted.size()) {
        return false;
      }
      for (int i = 0; i < wanted.size(); i++) {
        boolean name = wanted.get(i).equals(NAME);
        if (name ? segments.get(i).isEmpty() : !wanted.get(i).equals(segments.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  /** Whether the path is one of this dialect's, there or not. */
  static boolean belongs(String path) {
    List<String> segments = segments(path);
    return !segments.isEmpty()
        && (segments.get(0).equals("job") || segments.get(0).equals("agent"));
  }

  /** Empty for a path that leads nowhere. */
  static Optional<OsapiRoute> of(String path) {
    List<String> segments = segments(path);
    return Arrays.stream(Place.values())
        .filter(place -> place.matches(segments))
        .findFirst()
        .map(place -> new OsapiRoute(place, segments.size() > 1 ? segments.get(1) : ""));
  }

  /** Without the {@code /api} that every path may stand below. */
  private static List<String> segments(String path) {
    if (!path.startsWith("/")) {
      return List.of();
    }
    List<String> segments = split(path.substring(1));
    return segments.get(0).equals("api") ? segments.subList(1, segments.size()) : segments;
  }

  private static List<String> split(String path) {
    return List.of(path.split("/", -1));
  }
}
