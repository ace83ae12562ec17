// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.infrastructure;

/**
 * A corner of the MongoDB that tests run on. What it holds is removed when its owner ends.
 *
 * @param uri what a driver connects with
 * @param database the name of the database of one test or test class
 */
public record MongoServer(String uri, String database) {}
