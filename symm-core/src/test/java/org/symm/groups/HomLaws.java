package org.symm.groups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.symm.Laws.gap;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.symm.Laws;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/** What every homomorphism φ: H → G with known cosets satisfies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HomLaws {

  private static final long ROWS = 30;

  /** The homomorphisms under test. */
  abstract Stream<Hom> homs();

  Stream<Arguments> cases() {
    return homs()
        .flatMap(f -> Stream.of(DType.FLOAT64, DType.FLOAT32).map(t -> Arguments.of(f, t)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isAHomomorphism(Hom phi, DType real) {
    Group h = phi.source();
    Group g = phi.target();
    Element a = h.sample("a", ROWS, real);
    Element b = h.sample("b", ROWS, real);
    Element ab = phi.apply(a, ROWS, real).times(phi.apply(b, ROWS, real));
    Laws.small(
        phi + " in " + real,
        Laws.rounding(real),
        List.of("φ(ab) = φ(a)φ(b)", "φ(e) = e", "φ(a) in G"),
        List.of(
            gap(phi.apply(a.times(b), ROWS, real), ab),
            gap(phi.apply(h.identity(ROWS, real), ROWS, real), g.identity(ROWS, real)),
            g.residual(ab).to(DType.FLOAT64).max(0)));
    assertEquals(g, ab.group());
    assertEquals(phi, Hom.identity(h).then(phi), "id then φ");
    assertEquals(phi, phi.then(Hom.identity(g)), "φ then id");
    assertEquals(phi, phi.coset().along());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void hasCosets(Hom phi, DType real) {
    Coset c = phi.coset();
    Group g = c.target();
    Element x = g.sample("x", ROWS, real);
    Element y = g.sample("y", ROWS, real);
    Element z = g.sample("z", ROWS, real);
    Element h = phi.apply(phi.source().sample("h", ROWS, real), ROWS, real);
    List<Tensor> q = c.project(x);
    Element s = c.section(q, ROWS, real);
    var names = new ArrayList<String>();
    var gaps = new ArrayList<Tensor>();
    names.add("project(section(q)) = q");
    gaps.add(gap(c.project(s), q));
    names.add("project(g φ(h)) = project(g)");
    gaps.add(gap(c.project(x.times(h)), q));
    names.add("the section is in G");
    gaps.add(g.residual(s).to(DType.FLOAT64).max(0));
    names.add("project(e) is fixed by φ(H)");
    List<Tensor> base = c.project(g.identity(ROWS, real));
    gaps.add(gap(c.project(h), base));
    phi.back()
        .ifPresent(
            back -> {
              Element rest = s.inverse().times(x);
              Element in = back.apply(rest);
              names.add("section([x])⁻¹x is in φ(H)");
              gaps.add(gap(phi.apply(in, ROWS, real), rest));
              names.add("φ⁻¹ gives elements of H");
              gaps.add(in.group().residual(in).to(DType.FLOAT64).max(0));
            });
    if (!c.parts().isEmpty()) {
      names.add("y·[x] = [yx]");
      gaps.add(gap(c.act(y, q), c.project(y.times(x))));
      names.add("e·q = q");
      gaps.add(gap(c.act(g.identity(ROWS, real), q), q));
      names.add("z·(y·q) = (zy)·q");
      gaps.add(gap(c.act(z, c.act(y, q)), c.act(z.times(y), q)));
      names.add("they are held as it says");
      gaps.add(c.held().residual(q).to(DType.FLOAT64).max(0));
    }
    Laws.small("cosets of " + phi + " in " + real, Laws.rounding(real), names, gaps);
  }
}
