package org.symm.groups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.Laws.gap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.symm.Laws;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/** What every group satisfies. A new group inherits all of it by being listed in a subclass. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GroupLaws {

  private static final long ROWS = 50;

  /** The groups under test. */
  abstract Stream<Group> groups();

  Stream<Arguments> cases() {
    return groups()
        .flatMap(g -> Stream.of(DType.FLOAT64, DType.FLOAT32).map(t -> Arguments.of(g, t)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void satisfiesTheAxioms(Group group, DType real) {
    Element g = group.sample("g", ROWS, real);
    Element h = group.sample("h", ROWS, real);
    Element k = group.sample("k", ROWS, real);
    Element e = group.identity(ROWS, real);
    var names = new ArrayList<String>();
    var gaps = new ArrayList<Tensor>();
    law(names, gaps, "g(hk) = (gh)k", g.times(h.times(k)), g.times(h).times(k));
    law(names, gaps, "eg = g", e.times(g), g);
    law(names, gaps, "ge = g", g.times(e), g);
    law(names, gaps, "gg⁻¹ = e", g.times(g.inverse()), e);
    law(names, gaps, "g⁻¹g = e", g.inverse().times(g), e);
    law(names, gaps, "(gh)⁻¹ = h⁻¹g⁻¹", g.times(h).inverse(), h.inverse().times(g.inverse()));
    for (Element in : List.of(e, g, g.times(h).times(k), g.inverse())) {
      names.add("residual");
      gaps.add(group.residual(in).to(DType.FLOAT64).max(0));
    }
    Laws.small(group + " in " + real, Laws.rounding(real), names, gaps);
  }

  private static void law(
      List<String> names, List<Tensor> gaps, String name, Element a, Element b) {
    names.add(name);
    gaps.add(gap(a, b));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void holdsElementsAsItSays(Group group, DType real) {
    Element g = group.sample("g", ROWS, real).times(group.identity(ROWS, real));
    assertEquals(group, g.group());
    for (int i = 0; i < group.parts().size(); i++) {
      assertEquals(group.parts().get(i).rows(ROWS), g.parts().get(i).shape());
      assertEquals(group.parts().get(i).dtype(real), g.parts().get(i).dtype());
    }
    assertEquals(group, group.times(new Trivial()));
    assertEquals(group, new Trivial().times(group));
  }

  /** In the group; of a finite one, products of them are all of it. */
  @ParameterizedTest
  @MethodSource("cases")
  void generatingElementsGenerate(Group group, DType real) {
    var generating = group.generating(real);
    if (generating.isEmpty()) {
      boolean own =
          group.factors().stream().anyMatch(f -> f instanceof MatrixGroup m && !m.isClassical());
      assertTrue(own, group + " has no generating elements");
      return;
    }
    Element g = generating.get();
    Laws.small(
        group + " in " + real,
        Laws.rounding(real),
        List.of("residual"),
        List.of(group.residual(g).to(DType.FLOAT64).max(0)));
    if (ElementList.of(group).isEmpty() || g.parts().isEmpty()) {
      return;
    }
    int[][] table = ElementList.table(group);
    double[] rows =
        Program.of("index", List.of(), List.of(ElementList.index(g))).run(0).get(0).doubles();
    var reached = new HashSet<>(List.of(0));
    var waiting = new ArrayDeque<>(List.of(0));
    while (!waiting.isEmpty()) {
      int at = waiting.poll();
      for (double row : rows) {
        int next = table[at][(int) row];
        if (reached.add(next)) {
          waiting.add(next);
        }
      }
    }
    assertEquals(table.length, reached.size(), group + " by " + rows.length + " elements");
  }

  @ParameterizedTest
  @MethodSource("groups")
  void haarIsInvariantFromBothSidesOrRefused(Group group) {
    long n = 8000;
    if (group.noHaar().isPresent()) {
      String why = group.noHaar().get();
      assertTrue(
          why.contains("is not compact, so it has no Haar probability")
              || why.contains("no sampler of a Haar probability"),
          why);
      var e = assertThrows(IllegalArgumentException.class, () -> group.haar("g", 2, DType.FLOAT64));
      assertEquals(why, e.getMessage());
      return;
    }
    if (group.parts().isEmpty()) {
      return;
    }
    Element fixed = Laws.constant(group, "fixed", n, DType.FLOAT64);
    Element g = group.haar("g", n, DType.FLOAT64);
    Element left = fixed.times(group.haar("left", n, DType.FLOAT64));
    Element right = group.haar("right", n, DType.FLOAT64).times(fixed);
    Element back = group.haar("back", n, DType.FLOAT64).inverse();
    var out =
        Laws.values(
            3,
            Stream.of(g, left, right, back)
                .map(x -> Laws.features(x.parts(), 24))
                .toArray(Tensor[]::new));
    for (Array other : out.subList(1, 4)) {
      double z = Laws.z(out.get(0), other);
      assertTrue(z < Laws.Z, group + ": z = " + z);
    }
  }
}
