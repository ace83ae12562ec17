// SPDX-License-Identifier: Apache-2.0
package com.example.reports;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The example uses what is published, so that what it shows works for everybody. */
class PublishedApiTests {

  private static final DescribedPredicate<JavaClass> PUBLISHED =
      resideInAPackage("io.jobmill.handler").or(resideInAPackage("io.jobmill.handlertest"));

  private final JavaClasses own = new ClassFileImporter().importPackages("com.example.reports");

  @Test
  void usesNothingOfJobmillsButWhatIsPublished() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.jobmill..").and(DescribedPredicate.not(PUBLISHED)))
        .check(own);
  }

  @Test
  void theHandlerIsWrittenAgainstThePublishedApi() {
    assertThat(own.get(SalesReport.class).getDirectDependenciesFromSelf())
        .anyMatch(each -> each.getTargetClass().getName().equals("io.jobmill.handler.JobHandler"));
  }
}
