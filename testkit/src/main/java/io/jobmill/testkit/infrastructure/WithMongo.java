// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.infrastructure;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a {@link MongoServer} parameter. The constructor and
 * {@code @BeforeAll} get one for the whole class; where only {@code @BeforeEach} and tests ask,
 * each test has its own.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ServerParameters.class)
public @interface WithMongo {}
