package org.symm.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.symm.kernels.Kernels.copy;
import static org.symm.kernels.Kernels.discard;
import static org.symm.kernels.Kernels.identity;
import static org.symm.kernels.Kernels.kernel;
import static org.symm.kernels.Kernels.swap;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.labels;
import static org.symm.spaces.Spaces.scalars;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symm.Laws;
import org.symm.engine.Array;
import org.symm.groups.Group;
import org.symm.groups.Groups;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.tensor.DType;

/**
 * The axioms of a Markov category, as equal outputs under one seed: symmetric monoidal structure
 * and a commutative comonoid at every space, with discarding natural.
 */
class DiagramLawsTest {

  private static final Group ONE = Groups.trivial();

  static Stream<Space> spaces() {
    return Stream.of(
        scalars(2),
        labels(3).times(scalars(1)),
        Spaces.elements(Groups.E(2).times(Groups.S(3))),
        Spaces.cosets(Groups.O(3).into(Groups.E(3)).coset()));
  }

  /** Equal domains, codomains and outputs. */
  private static void equal(String law, Kernel f, Kernel g) {
    assertEquals(f.dom(), g.dom(), law);
    assertEquals(f.cod(), g.cod(), law);
    var points = Laws.points(f.dom(), "x", 7, DType.FLOAT64);
    var x = Laws.values(5, points.toArray(org.symm.tensor.Tensor[]::new));
    List<Array> a = f.run(11, x);
    List<Array> b = g.run(11, x);
    assertEquals(a.size(), b.size(), law);
    for (int i = 0; i < a.size(); i++) {
      assertArrayEquals(a.get(i).doubles(), b.get(i).doubles(), law);
    }
  }

  private static Kernel id(Space x) {
    return identity(x, ONE);
  }

  private static Kernel noisy(String name) {
    return Kernels.box(
        name,
        scalars(2),
        scalars(2),
        ONE,
        List.of(),
        true,
        (x, u) -> List.of(x.get(0).add(u.normal("n", 2))));
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void everySpaceIsACommutativeComonoid(Space x) {
    Kernel copy = copy(x, ONE);
    Kernel discard = discard(x, ONE);
    equal("coassociative", copy.then(copy.beside(id(x))), copy.then(id(x).beside(copy)));
    equal("counital left", copy.then(discard.beside(id(x))), id(x));
    equal("counital right", copy.then(id(x).beside(discard)), id(x));
    equal("commutative", copy.then(swap(x, x, ONE)), copy);
    Space y = scalars(3);
    equal(
        "copy of a product",
        copy(x.times(y), ONE),
        copy.beside(copy(y, ONE)).then(id(x).beside(swap(x, y, ONE)).beside(id(y))));
    equal("discard of a product", discard(x.times(y), ONE), discard.beside(discard(y, ONE)));
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void swapsAreASymmetry(Space x) {
    Space y = features(2, 2);
    Space z = scalars(1);
    equal("involution", swap(x, y, ONE).then(swap(y, x, ONE)), id(x.times(y)));
    equal(
        "hexagon",
        swap(x, y.times(z), ONE),
        swap(x, y, ONE).beside(id(z)).then(id(y).beside(swap(x, z, ONE))));
    equal("unit", swap(x, Spaces.unit(), ONE), id(x));
    Space s = scalars(2);
    Kernel f = kernel("f", s, z, t -> t.sum(1).unsqueeze(1));
    equal("natural", f.beside(id(x)).then(swap(z, x, ONE)), swap(s, x, ONE).then(id(x).beside(f)));
    equal(
        "natural for noise",
        noisy("g").beside(id(x)).then(swap(s, x, ONE)),
        swap(s, x, ONE).then(id(x).beside(noisy("g"))));
  }

  @org.junit.jupiter.api.Test
  void compositionIsACategoryWithAProduct() {
    Kernel f = noisy("f");
    Kernel g = noisy("g");
    Kernel h = noisy("h");
    Kernel k = noisy("k");
    Space s = scalars(2);
    equal("left identity", id(s).then(f), f);
    equal("right identity", f.then(id(s)), f);
    equal("associative", f.then(g).then(h), f.then(g.then(h)));
    equal("beside is associative", f.beside(g).beside(h), f.beside(g.beside(h)));
    equal("unit of beside", f.beside(id(Spaces.unit())), f);
    equal("interchange", f.then(g).beside(h.then(k)), f.beside(h).then(g.beside(k)));
    equal("identity of a product", id(s).beside(id(s)), id(s.times(s)));
  }

  @org.junit.jupiter.api.Test
  void discardingIsNatural() {
    Space s = scalars(2);
    equal("discard after a kernel", noisy("f").then(discard(s, ONE)), discard(s, ONE));
    equal(
        "a marginal",
        copy(s, ONE).then(noisy("f").beside(noisy("g"))).then(id(s).beside(discard(s, ONE))),
        noisy("f"));
  }

  /** Copying commutes with functions and does not with noise: that is what determinism means. */
  @org.junit.jupiter.api.Test
  void onlyFunctionsCommuteWithCopying() {
    Space s = scalars(2);
    Kernel f = kernel("f", s, s, t -> t.mul(2).sin());
    equal("deterministic", f.then(copy(s, ONE)), copy(s, ONE).then(f.beside(f)));
    Kernel n = noisy("n");
    var x = Array.of(new double[] {1, 2}, 1, 2);
    var once = n.then(copy(s, ONE)).run(3, List.of(x));
    var twice = copy(s, ONE).then(n.beside(n)).run(3, List.of(x));
    assertArrayEquals(once.get(0).doubles(), once.get(1).doubles());
    org.junit.jupiter.api.Assertions.assertNotEquals(
        twice.get(0).doubles()[0], twice.get(1).doubles()[0]);
    org.junit.jupiter.api.Assertions.assertFalse(f.isStochastic());
    org.junit.jupiter.api.Assertions.assertTrue(f.then(n).isStochastic());
  }
}
