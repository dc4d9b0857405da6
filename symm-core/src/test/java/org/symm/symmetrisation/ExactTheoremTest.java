package org.symm.symmetrisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.exact.FinStoch.equivarianceError;
import static org.symm.exact.FinStoch.exact;
import static org.symm.gammas.Gammas.gamma;
import static org.symm.gammas.Gammas.haar;
import static org.symm.groups.Groups.C;
import static org.symm.groups.Groups.D;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.trivial;
import static org.symm.spaces.Spaces.cosets;
import static org.symm.spaces.Spaces.elements;
import static org.symm.spaces.Spaces.set;
import static org.symm.symmetrisation.Symmetrisation.flat;
import static org.symm.symmetrisation.Symmetrisation.sharp;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.symm.engine.Array;
import org.symm.exact.Existence;
import org.symm.exact.FinStoch;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Points;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * The theorems on finite groups, exactly: kernels are random stochastic matrices, and two diagrams
 * are equal if their matrices are, to 10⁻¹².
 */
class ExactTheoremTest {

  private static final double EXACT = 1e-12;

  /** φ: H → G, with G-sets X and Y. */
  record Case(Hom phi, Space x, Space y) {

    Group h() {
      return phi.source();
    }

    Group g() {
      return phi.target();
    }

    /** X as H sees it. */
    Space restricted(Space s) {
      return Symmetrisation.restricted(s, phi);
    }

    /** A random H-equivariant kernel X → Y: any one is sym along 1 → H of some matrix. */
    Kernel kernel(int seed) {
      return equivariant("f", restricted(x), restricted(y), h(), seed);
    }

    /** A random G-equivariant Γ: X → G/φ(H), made by recursion on Haar. */
    Gamma gamma(int seed) {
      Kernel nu = matrix("ν", x, cosets(phi.coset()), trivial(), seed);
      return haar(g()).refine(nu, trivial().into(g()));
    }

    @Override
    public String toString() {
      return phi + ", " + x + " → " + y;
    }
  }

  /** C(n) on {0, …, n − 1} by k·x = x + k. */
  static Hom shifts(int n) {
    return Hom.of(
        "shifts of " + n,
        C(n),
        S(n),
        e ->
            Element.of(
                S(n),
                Tensors.range(n, DType.INT64).unsqueeze(0).add(e.only().unsqueeze(1)).mod(n)));
  }

  static Stream<Case> cases() {
    Group four = C(2).times(C(2));
    Hom first = Hom.factor(four, 0);
    Space rotated = set(3).along(shifts(3));
    Hom projection = Hom.projection(four, 1);
    return Stream.of(
        new Case(trivial().into(C(3)), rotated, rotated),
        new Case(trivial().into(C(4)), elements(C(4)), set(4).along(shifts(4))),
        new Case(first, elements(four), elements(four)),
        new Case(first, cosets(first.coset()).times(cosets(first.coset())), elements(four)),
        new Case(trivial().into(S(3)), set(3), set(3).times(set(3))),
        new Case(
            S(3).into(S(3).times(C(2))), elements(S(3).times(C(2))), elements(S(3).times(C(2)))),
        new Case(projection, elements(C(2)), elements(C(2))),
        new Case(Hom.factor(D(4), 1), set(4).along(corners()), elements(D(4))),
        new Case(Hom.factor(D(4), 0), elements(D(4)), set(4).along(corners())),
        new Case(shifts(3), set(3).times(set(3)), set(3)),
        new Case(diagonal(), elements(four), elements(four)),
        new Case(halves(), elements(C(4)), set(4).along(shifts(4))));
  }

  /** D(4) on the corners of a square: (r, s) takes corner i to r ± i. */
  static Hom corners() {
    return Hom.of(
        "corners",
        D(4),
        S(4),
        e -> {
          Tensor sign = e.parts().get(1).mul(-2).add(1).unsqueeze(1);
          Tensor turned = Tensors.range(4, DType.INT64).unsqueeze(0).mul(sign);
          return Element.of(S(4), turned.add(e.parts().get(0).unsqueeze(1)).mod(4));
        });
  }

  /** C(2) → C(2)×C(2), h ↦ (h, h). */
  static Hom diagonal() {
    Group four = C(2).times(C(2));
    return Hom.of("diagonal", C(2), four, e -> new Element(four, List.of(e.only(), e.only())));
  }

  /** C(4) → C(4), k ↦ 2k, neither injective nor onto. */
  static Hom halves() {
    return Hom.of("halves", C(4), C(4), e -> Element.of(C(4), e.only().mul(2).mod(4)));
  }

  /** A kernel with a random stochastic matrix. */
  static Kernel matrix(String name, Space x, Space y, Group g, int seed) {
    Points dom = Points.of(x);
    Points cod = Points.of(y);
    var random = new Random(seed);
    double[][] p = new double[dom.size()][];
    for (int i = 0; i < p.length; i++) {
      double[] row = random.doubles(cod.size()).map(v -> -Math.log(v)).toArray();
      double sum = Arrays.stream(row).sum();
      p[i] = Arrays.stream(row).map(v -> v / sum).toArray();
    }
    return new FinStoch(dom, cod, p).kernel(name, g);
  }

  static Kernel equivariant(String name, Space x, Space y, Group g, int seed) {
    Kernel any = matrix(name, x, y, trivial(), seed);
    return any.to(g, haar(g)).named(name);
  }

  private static void equal(Kernel a, Kernel b) {
    assertEquals(0, exact(a).distance(exact(b)), EXACT);
  }

  private static void differ(Kernel a, Kernel b) {
    assertTrue(exact(a).distance(exact(b)) > 0.01);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void symmetrisedKernelsAreEquivariant(Case c) {
    Kernel f = c.kernel(1);
    assertEquals(0, equivarianceError(f, c.h()), EXACT);
    assertEquals(0, equivarianceError(sharp(f, c.phi), c.g()), EXACT);
    Kernel s = f.along(c.phi, c.gamma(2));
    assertEquals(c.g(), s.group());
    assertEquals(0, equivarianceError(s, c.g()), EXACT);
    if (!c.phi.coset().parts().isEmpty()) {
      assertTrue(equivarianceError(seen(c.x, f, c.y, trivial()), c.g()) > 0.01, "f itself is not");
    }
  }

  /** A kernel on X itself, or on X restricted along φ, as one on the other: the same wires. */
  private static Kernel seen(Space x, Kernel k, Space y, Group g) {
    return Kernels.of(
        k.name(),
        g,
        Symmetrisation.sequence(
            Symmetrisation.straight(x), k.diagram(), Symmetrisation.straight(y)));
  }

  /** Theorem 1: ♯ is a bijection C^H(RX, RY) ≅ C^G(G/H ⊗ X, Y). */
  @ParameterizedTest
  @MethodSource("cases")
  void sharpIsABijection(Case c) {
    Kernel f = c.kernel(3);
    Kernel there = flat(sharp(f, c.phi), c.phi);
    assertEquals(f.dom(), there.dom());
    assertEquals(f.cod(), there.cod());
    assertEquals(c.h(), there.group());
    equal(f, there);
    Kernel k = equivariant("k", cosets(c.phi.coset()).times(c.x), c.y, c.g(), 4);
    assertEquals(0, equivarianceError(flat(k, c.phi), c.h()), EXACT);
    equal(k, sharp(flat(k, c.phi), c.phi));
    differ(sharp(c.kernel(5), c.phi), sharp(f, c.phi));
  }

  /** Any section, even a random one, gives the same f♯; for an f that is not H-equivariant, not. */
  @ParameterizedTest
  @MethodSource("cases")
  void sharpDoesNotDependOnTheSection(Case c) {
    Kernel section = Kernels.section(c.phi.coset());
    Space q = section.dom();
    Kernel other =
        Kernels.copy(q, trivial())
            .then(section.beside(matrix("h", q, elements(c.h()), trivial(), 6)))
            .then(Kernels.multiply(c.phi));
    Kernel f = c.kernel(7);
    equal(sharp(f, c.phi), sharp(f, c.phi, other));
    if (!c.h().parts().isEmpty() && !c.restricted(c.x).isFixedBy(c.h()) && moves(c)) {
      Kernel wrong = matrix("f", c.restricted(c.x), c.restricted(c.y), c.h(), 8);
      differ(sharp(wrong, c.phi), sharp(wrong, c.phi, other));
    }
  }

  private static boolean moves(Case c) {
    return !c.phi.coset().parts().isEmpty();
  }

  /** sym(k) = k for every k that is G-equivariant already. */
  @ParameterizedTest
  @MethodSource("cases")
  void symmetrisationIsStable(Case c) {
    Kernel k = equivariant("k", c.x, c.y, c.g(), 9);
    Kernel restricted = seen(c.restricted(c.x), k, c.restricted(c.y), c.h());
    equal(k, restricted.along(c.phi, c.gamma(10)));
    Kernel f = c.kernel(11);
    if (moves(c)) {
      differ(f, f.along(c.phi, c.gamma(12)));
    }
  }

  /** Along 1 → S(3) → S(3)×C(2) and 1 → C(2) → C(2)×C(2): nesting is the composed Γ. */
  @Test
  void nestingIsComposition() {
    Group big = S(3).times(C(2));
    nested(trivial().into(S(3)), S(3).into(big), trivial().into(big), elements(big));
    Group four = C(2).times(C(3));
    nested(trivial().into(C(2)), C(2).into(four), trivial().into(four), elements(four));
    for (Hom psi : List.of(Hom.factor(D(4), 0), Hom.factor(D(4), 1))) {
      Hom phi = trivial().into(psi.source());
      nested(phi, psi, phi.then(psi), set(4).along(corners()));
    }
    Hom two = Hom.of("two", C(2), C(4), e -> Element.of(C(4), e.only().mul(2)));
    nested(two, Hom.factor(D(4), 0), two.then(Hom.factor(D(4), 0)), elements(D(4)));
  }

  private static void nested(Hom phi, Hom psi, Hom both, Space x) {
    Kernel f = new Case(both, x, x).kernel(13);
    Case first = new Case(phi, Symmetrisation.restricted(x, psi), x);
    Space twice = first.restricted(first.x);
    Kernel g = seen(twice, f, twice, phi.source());
    Gamma inner = first.gamma(14);
    Gamma outer = new Case(psi, x, x).gamma(15);
    Kernel nested = g.along(phi, inner).along(psi, outer);
    Kernel composed = f.along(both, inner.then(phi, psi, outer));
    equal(nested, composed);
    differ(nested, f.along(both, haar(psi.target())));
    List<Array> points = Points.of(x).parts();
    for (int seed = 0; seed < 5; seed++) {
      assertEquals(
          Arrays.toString(nested.run(seed, points).get(0).longs()),
          Arrays.toString(composed.run(seed, points).get(0).longs()),
          "sample for sample");
    }
  }

  /** Γ₀ Haar, Γ₁ = sym(ν₁; Γ₀), Γ₂, …: each is G-equivariant and none is the one before. */
  @Test
  void recursionToAnyDepth() {
    Case c = new Case(trivial().into(S(3)), set(3).times(set(3)), set(3));
    Gamma g = haar(S(3));
    Kernel before = g.at(c.x, c.phi.coset());
    for (int depth = 1; depth <= 4; depth++) {
      g = g.refine(matrix("ν" + depth, c.x, elements(S(3)), trivial(), 20 + depth));
      Kernel now = g.at(c.x, c.phi.coset());
      assertEquals(0, equivarianceError(now, S(3)), EXACT);
      differ(before, now);
      before = now;
      Kernel k = equivariant("k", c.x, c.y, S(3), 30);
      equal(k, k.restrictedTo(trivial()).along(c.phi, g));
    }
  }

  /** γ(x)⁻¹ in place of γ(x): G acts on the wrong side, and sym(f) is not equivariant. */
  @Test
  void gammaOnTheWrongSideFails() {
    Case c = new Case(trivial().into(S(3)), set(3).times(set(3)), set(3));
    Kernel right = c.gamma(40).at(c.x, c.phi.coset());
    Gamma wrong =
        gamma(
            "wrong",
            "every input",
            (x, q) -> Kernels.of("wrong", S(3), right.then(Kernels.inverse(S(3))).diagram()));
    Kernel f = matrix("f", c.x, c.y, trivial(), 41);
    assertEquals(0, equivarianceError(f.along(c.phi, c.gamma(40)), S(3)), EXACT);
    assertTrue(equivarianceError(f.along(c.phi, wrong), S(3)) > 0.01);
  }

  /** A matrix that claims to be H-equivariant and is not: sym of it is not G-equivariant either. */
  @Test
  void aKernelThatIsNotEquivariantForHFails() {
    Group four = C(2).times(C(2));
    Case c = new Case(Hom.factor(four, 0), elements(four), elements(four));
    Kernel wrong = matrix("f", c.restricted(c.x), c.restricted(c.y), C(2), 50);
    assertTrue(equivarianceError(wrong, C(2)) > 0.01);
    assertTrue(equivarianceError(wrong.along(c.phi, c.gamma(51)), four) > 0.01);
    Kernel honest = matrix("f", c.restricted(c.x), c.restricted(c.y), trivial(), 50);
    var e = assertThrows(IllegalArgumentException.class, () -> sharp(honest, c.phi));
    assertTrue(e.getMessage().contains("\"f\" is equivariant for 1, not C(2)"), e.getMessage());
  }

  /** A function Γ exists just where the stabiliser fixes a coset. */
  @Test
  void stabilisersDecideWhichGammaExists() {
    Hom one = trivial().into(S(3));
    Existence e = Existence.of(set(3), one);
    assertFalse(e.deterministic());
    assertEquals(1, e.orbits().size());
    assertEquals(2, e.orbits().get(0).stabiliser().size());
    assertTrue(Existence.of(elements(S(3)), one).deterministic());
    assertTrue(Existence.of(set(3).along(shifts(3)), trivial().into(C(3))).deterministic());
    Existence pairs = Existence.of(set(3).times(set(3)), one);
    assertEquals(2, pairs.orbits().size());
    assertEquals(1, pairs.obstructions().size(), "equal pairs");
    assertEquals(3, pairs.orbits().get(0).points());
    Kernel f = matrix("f", set(3), set(3), trivial(), 60);
    Gamma constant =
        gamma(
            "identity",
            "every input",
            (x, q) ->
                Kernels.of(
                    "identity",
                    S(3),
                    Kernels.discard(x, trivial()).then(Kernels.unit(S(3))).diagram()));
    var error = assertThrows(IllegalArgumentException.class, () -> f.along(one, constant));
    assertEquals(
        "identity reads no noise, but no function to S(3) is equivariant at x = 0: the stabiliser"
            + " {012, 021} of x in S(3) fixes no coset; choose at random among those"
            + " that it moves, as haar(S(3)) does, or average over them with weights.",
        error.getMessage());
  }
}
