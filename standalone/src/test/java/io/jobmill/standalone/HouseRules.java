// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;

/** What {@link ArchitectureTests} says of single classes. */
final class HouseRules {

  private static final int MOST_PARAMETERS = 5;

  private HouseRules() {}

  /**
   * Nothing asks the machine what time it is, except where the one {@link Clock} is made: in a
   * configuration or a main method.
   */
  static ArchCondition<JavaClass> readNoHiddenClock() {
    return condition(
        "read no hidden clock",
        (type, violated) ->
            type.getCodeUnitAccessesFromSelf().stream()
                .filter(HouseRules::readsTheMachinesTime)
                .filter(access -> !(makesAClock(access) && wiresTheProgram(access.getOrigin())))
                .forEach(access -> violated.accept(access.getDescription())));
  }

  static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return condition(
        "reside in a package whose package-info says @NullMarked",
        (type, violated) -> {
          if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
            violated.accept(type.getName() + " is in a package that is not @NullMarked");
          }
        });
  }

  static ArchCondition<JavaClass> haveAtMostFiveConstructorParameters() {
    return condition(
        "have constructors of at most five parameters",
        (type, violated) ->
            type.getConstructors().stream()
                .filter(constructor -> writtenParameters(constructor) > MOST_PARAMETERS)
                .forEach(constructor -> violated.accept(constructor.getDescription())));
  }

  static ArchCondition<JavaClass> beUsedFromAnotherPackage() {
    return condition(
        "be used from another package, or be package-private",
        (type, violated) -> {
          if (type.getDirectDependenciesToSelf().stream()
              .map(Dependency::getOriginClass)
              .allMatch(user -> user.getPackage().equals(type.getPackage()))) {
            violated.accept(type.getName() + " is public for nobody");
          }
        });
  }

  private static boolean readsTheMachinesTime(JavaCodeUnitAccess<?> access) {
    var owner = access.getTargetOwner();
    var name = access.getTarget().getName();
    return makesAClock(access)
        || (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"))
        || (owner.getPackageName().equals("java.time")
            && name.equals("now")
            && access.getTarget().getRawParameterTypes().stream()
                .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class)));
  }

  private static boolean makesAClock(JavaCodeUnitAccess<?> access) {
    return access.getTargetOwner().isEquivalentTo(Clock.class)
        && access.getTarget().getName().startsWith("system");
  }

  private static boolean wiresTheProgram(JavaCodeUnit unit) {
    return unit.getName().equals("main")
        || unit.getOwner().getSimpleName().endsWith("Configuration");
  }

  /** Without those that the compiler adds to an enum (name, ordinal) or an inner class (outer). */
  private static int writtenParameters(JavaConstructor constructor) {
    var type = constructor.getOwner();
    int added = type.isEnum() ? 2 : isInner(type) ? 1 : 0;
    return constructor.getRawParameterTypes().size() - added;
  }

  private static boolean isInner(JavaClass type) {
    return type.isNestedClass() && !type.getModifiers().contains(JavaModifier.STATIC);
  }

  private static ArchCondition<JavaClass> condition(
      String description, BiConsumer<JavaClass, Consumer<String>> check) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        check.accept(type, text -> events.add(SimpleConditionEvent.violated(type, text)));
      }
    };
  }
}
