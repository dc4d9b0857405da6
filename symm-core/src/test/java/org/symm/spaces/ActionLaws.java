package org.symm.spaces;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.symm.Laws;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** What the action of every group on every space that admits it satisfies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ActionLaws {

  private static final long ROWS = 20;

  /** The groups under test. */
  abstract Stream<Group> groups();

  /** The spaces under test. */
  abstract List<Space> spaces();

  /** Canonical inclusions H → G, through which H should act as it acts by itself. */
  abstract Stream<Hom> inclusions();

  Stream<Arguments> cases() {
    return groups()
        .flatMap(g -> Stream.of(DType.FLOAT64, DType.FLOAT32).map(t -> Arguments.of(g, t)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isAnAction(Group group, DType real) {
    var names = new ArrayList<String>();
    var gaps = new ArrayList<Tensor>();
    Element e = group.identity(ROWS, real);
    Element g = group.sample("g", ROWS, real);
    Element h = group.sample("h", ROWS, real);
    for (Space space : spaces()) {
      if (!space.admits(group)) {
        continue;
      }
      List<Tensor> x = Laws.points(space, "x", ROWS, real);
      names.add("e·x = x on " + space);
      gaps.add(Laws.gap(space.act(e, x), x));
      names.add("g·(h·x) = (gh)·x on " + space);
      gaps.add(Laws.gap(space.act(g, space.act(h, x)), space.act(g.times(h), x)));
      if (space.isFixedBy(group)) {
        names.add("g·x = x on " + space);
        gaps.add(Laws.gap(space.act(g, x), x));
      }
      if (space.isLinear(group)) {
        names.add("g·(x + y) = g·x + g·y on " + space);
        List<Tensor> y = Laws.points(space, "y", ROWS, real);
        gaps.add(Laws.gap(space.act(g, plus(x, y)), plus(space.act(g, x), space.act(g, y))));
      }
      if (space.isConvex()) {
        names.add("g·(2x − y) = 2 g·x − g·y on " + space);
        List<Tensor> y = Laws.points(space, "y", ROWS, real);
        gaps.add(Laws.gap(space.act(g, line(x, y)), line(space.act(g, x), space.act(g, y))));
      }
    }
    assertTrue(!names.isEmpty(), group + " acts on something");
    Laws.small(group + " in " + real, Laws.rounding(real), names, gaps);
  }

  private static List<Tensor> plus(List<Tensor> x, List<Tensor> y) {
    var out = new ArrayList<Tensor>();
    for (int i = 0; i < x.size(); i++) {
      out.add(x.get(i).add(y.get(i)));
    }
    return out;
  }

  private static List<Tensor> line(List<Tensor> x, List<Tensor> y) {
    var out = new ArrayList<Tensor>();
    for (int i = 0; i < x.size(); i++) {
      out.add(x.get(i).mul(2).sub(y.get(i)));
    }
    return out;
  }

  @ParameterizedTest
  @MethodSource("inclusions")
  void subgroupsActThroughTheirInclusion(Hom phi) {
    DType real = DType.FLOAT64;
    var names = new ArrayList<String>();
    var gaps = new ArrayList<Tensor>();
    Element h = phi.source().sample("h", ROWS, real);
    for (Space space : spaces()) {
      if (!space.admits(phi.target())) {
        continue;
      }
      assertTrue(space.admits(phi.source()), phi.source() + " acts on " + space);
      List<Tensor> x = Laws.points(space, "x", ROWS, real);
      List<Tensor> y = space.act(phi.apply(h, ROWS, real), x);
      names.add("h·x = φ(h)·x on " + space);
      gaps.add(Laws.gap(space.act(h, x), y));
      names.add("h·x = φ(h)·x on " + space + " along φ");
      gaps.add(Laws.gap(space.along(phi).act(h, x), y));
    }
    names.add("");
    gaps.add(Tensors.zeros(Shape.of(), DType.FLOAT64));
    Laws.small(phi.toString(), Laws.rounding(real), names, gaps);
  }
}
