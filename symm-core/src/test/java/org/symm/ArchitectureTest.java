package org.symm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The package list is the abstract of the library: dependencies run in its order, and names are
 * plain.
 */
class ArchitectureTest {

  /** Each package may use those before it. */
  private static final List<String> ORDER =
      List.of(
          "display",
          "tensor",
          "engine",
          "files",
          "frames",
          "groups",
          "statistics",
          "spaces",
          "kernels",
          "exact",
          "drawing",
          "certificates",
          "networks.layers",
          "networks",
          "learning",
          "data",
          "data.graphs",
          "plotting",
          "symmetrisation",
          "gammas",
          "experiments.command",
          "experiments.graphs",
          "experiments.markov",
          "experiments.nbody",
          "experiments");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.symm");

  private static String in(String name) {
    return "org.symm." + name;
  }

  @Test
  void everyPackageIsInTheList() {
    Set<String> found = new TreeSet<>();
    CLASSES.forEach(c -> found.add(c.getPackageName()));
    for (String p : found) {
      String name = p.startsWith("org.symm.") ? p.substring("org.symm.".length()) : p;
      assertEquals(true, ORDER.contains(name), p + " is not one of " + ORDER);
    }
  }

  @Test
  void dependenciesRunUpwards() {
    for (int i = 0; i < ORDER.size(); i++) {
      String[] later =
          ORDER.subList(i + 1, ORDER.size()).stream()
              .map(ArchitectureTest::in)
              .toArray(String[]::new);
      if (later.length > 0) {
        noClasses()
            .that()
            .resideInAPackage(in(ORDER.get(i)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(later)
            .allowEmptyShould(true)
            .check(CLASSES);
      }
    }
    slices().matching("org.symm.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /** The rule finds a dependency that runs the other way. */
  @Test
  void aDependencyDownwardsIsFound() {
    assertThrows(
        AssertionError.class,
        () ->
            noClasses()
                .that()
                .resideInAPackage(in("kernels"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("tensor"))
                .check(CLASSES));
  }

  /**
   * DJL is the tensor package's business. Opaque boxes and blocks speak of DJL's arrays and blocks,
   * as that is what they adapt, and DJL reads NumPy's files; a device and the engine's version are
   * facts that all may ask for.
   */
  @Test
  void djlIsUsedInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            in("engine"), in("tensor"), in("files"), in("networks"), in("kernels"))
        .should()
        .dependOnClassesThat(djlOutside("ai.djl.Device", "ai.djl.engine.Engine"))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(in("networks"))
        .should()
        .dependOnClassesThat(
            djlOutside(
                "ai.djl.nn",
                "ai.djl.ndarray",
                "ai.djl.training",
                "ai.djl.Device",
                "ai.djl.util.Pair"))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(in("kernels"), in("files"))
        .should()
        .dependOnClassesThat(djlOutside("ai.djl.ndarray"))
        .check(CLASSES);
  }

  /** Statements of programs are the business of those who make, differentiate and run them. */
  @Test
  void nodesStayInTensorAndEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackages(in("tensor"), in("engine"))
        .should()
        .dependOnClassesThat()
        .haveNameMatching("org\\.symm\\.tensor\\.(Node|Graph|Tape).*")
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> djlOutside(String... allowed) {
    return DescribedPredicate.describe(
        "are DJL outside " + List.of(allowed),
        c ->
            c.getPackageName().startsWith("ai.djl")
                && List.of(allowed).stream()
                    .noneMatch(p -> c.getBaseComponentType().getName().startsWith(p)));
  }

  @Test
  void namesArePlain() {
    noClasses()
        .should()
        .haveNameMatching(".*(Manager|Helper|Impl|Util|Utils|Factory|Abstract\\w*)(\\$.*)?")
        .check(CLASSES);
  }

  @Test
  void nothingIsCalledGetX() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .arePublic()
        .and()
        .arePublic()
        .should()
        .haveNameNotMatching("get[A-Z].*")
        .check(CLASSES);
    assertEquals(
        0,
        CLASSES.stream()
            .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC))
            .flatMap(c -> c.getFields().stream())
            .filter(
                f ->
                    f.getModifiers().contains(JavaModifier.PUBLIC)
                        && !f.getModifiers().contains(JavaModifier.FINAL))
            .count(),
        "public fields are final");
  }
}
