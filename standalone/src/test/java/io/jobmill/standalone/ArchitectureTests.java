// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.jobmill.standalone.HouseRules.beUsedFromAnotherPackage;
import static io.jobmill.standalone.HouseRules.haveAtMostFiveConstructorParameters;
import static io.jobmill.standalone.HouseRules.readNoHiddenClock;
import static io.jobmill.standalone.HouseRules.resideInANullMarkedPackage;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

/** Holds the arrows between the modules, and the house's rules that a compiler cannot see. */
@AnalyzeClasses(
    packages = "io.jobmill",
    locations = PublishedModules.class,
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  private static final String WIRE = "io.jobmill.wire..";

  private static final String HANDLER_API = "io.jobmill.handler";

  private static final String[] SERVICES = {
    "io.jobmill.gateway..", "io.jobmill.worker..", "io.jobmill.projector.."
  };

  private static final String[] CONTRACT_AND_JAVA = {
    "io.jobmill.job..",
    "io.jobmill.event..",
    "io.jobmill.schedule..",
    "io.jobmill.template..",
    "io.jobmill.view..",
    "io.jobmill.secret..",
    "java..",
    "javax.crypto..",
    "com.fasterxml.jackson.annotation..",
    "org.jspecify.."
  };

  @ArchTest
  static final ArchRule servicesMeetOnlyInTopicsAndViews =
      slices().matching("io.jobmill.(gateway|worker|projector)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule contractIsPlainJava =
      classes()
          .that()
          .resideInAnyPackage(
              "io.jobmill.job..",
              "io.jobmill.event..",
              "io.jobmill.schedule..",
              "io.jobmill.template..",
              "io.jobmill.view..",
              "io.jobmill.secret..")
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage(CONTRACT_AND_JAVA));

  @ArchTest
  static final ArchRule onlyTheCodecsKnowJackson =
      classes()
          .that()
          .resideInAPackage(WIRE)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(CONTRACT_AND_JAVA)
                  .or(resideInAnyPackage(WIRE, "tools.jackson..")));

  @ArchTest
  static final ArchRule handlersAreWrittenAgainstPlainJava =
      classes()
          .that()
          .resideInAPackage(HANDLER_API)
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage(HANDLER_API, "java..", "org.jspecify.."));

  @ArchTest
  static final ArchRule nothingShippedKnowsTheKitForHandlers =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.jobmill.handlertest")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.jobmill.handlertest");

  @ArchTest
  static final ArchRule sharedModulesKnowNoService =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.jobmill.observe..",
              "io.jobmill.kafka..",
              "io.jobmill.store..",
              "io.jobmill.embedded..",
              "io.jobmill.testkit..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SERVICES);

  @ArchTest
  static final ArchRule nothingShippedKnowsTheTestkit =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.jobmill.testkit..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.jobmill.testkit..");

  @ArchTest
  static final ArchRule dialectsNeverSeeEachOther =
      slices()
          .matching("io.jobmill.gateway.dialect.(*)..")
          .should()
          .notDependOnEachOther()
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule typesAreNamedForWhatTheyDo =
      classes()
          .should()
          .haveNameNotMatching(
              ".*(Manager|Helper|Utils?|Processor|Info|Data|Common|Base|Impl|Interface)");

  @ArchTest
  static final ArchRule servicesShowOnlyWhatIsUsed =
      classes()
          .that()
          .resideInAnyPackage(SERVICES)
          .and()
          .arePublic()
          .and()
          .areTopLevelClasses()
          // The JVM calls the applications; tests of everything that reads views make them by
          // folding; the starter, which need not have been built, imports what is hosted.
          .and()
          .doNotHaveFullyQualifiedName("io.jobmill.projector.projection.Fold")
          .and(not(nameMatching(".*Application")))
          .and(not(nameMatching(".*\\.HostedWorker(Health)?Configuration")))
          .should(beUsedFromAnotherPackage())
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule dependenciesComeThroughConstructors =
      GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

  @ArchTest static final ArchRule timeIsAParameter = classes().should(readNoHiddenClock());

  @ArchTest
  static final ArchRule everyPackageSpellsOutNull = classes().should(resideInANullMarkedPackage());

  @ArchTest
  static final ArchRule noConstructorTakesTwoRoles =
      classes()
          .that()
          .areNotRecords()
          .and()
          .areNotAnonymousClasses()
          .and()
          .areNotLocalClasses()
          .should(haveAtMostFiveConstructorParameters());
}
