// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

/** Which API keys there are, for templates that are tied to one. */
@FunctionalInterface
public interface KeyNames {

  boolean exists(String name);
}
