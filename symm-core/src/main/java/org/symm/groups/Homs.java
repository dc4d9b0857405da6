package org.symm.groups;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.symm.display.Refused;
import org.symm.frames.Frames;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** The named homomorphisms, for static import. */
public final class Homs {

  private Homs() {}

  /** The sign of permutations, S(n) → C(2); onto for n above 1, with kernel A(n). */
  public static Hom sign(int n) {
    Group s = new Symmetric(n);
    Group c = new Cyclic(2);
    Hom phi =
        Hom.known(
            "sign of " + s,
            s,
            c,
            (e, r, t) -> Element.of(c, Permutations.inversions(e.only()).mod(2)));
    return n == 1
        ? FiniteCosets.of(phi).map(phi::with).orElse(phi)
        : phi.onto(new Symmetric(n, true));
  }

  /**
   * The determinant: O(d) → C(2) and O(1,d) → C(2), by its sign; U(n) → U(1); GL(d) → GL(1). Onto;
   * the kernel is the special group. Of O(1,d) neither kernel nor cosets are known here.
   */
  public static Hom det(MatrixGroup g) {
    String name = "det of " + g;
    if (MatrixCosets.signed(g) && !g.isSpecial()) {
      Group c = new Cyclic(2);
      Hom phi =
          Hom.known(
              name,
              g,
              c,
              (e, r, t) -> Element.of(c, MatrixCosets.negative(LinearAlgebra.det(e.only()))));
      return g.isOrthogonal() ? phi.onto(Classical.orthogonal(g.d(), true)) : phi;
    }
    if (g.equals(Classical.unitary(g.d() / 2 == 0 ? 1 : g.d() / 2, false))) {
      Group u = Classical.unitary(1, false);
      return Hom.known(name, g, u, (e, r, t) -> Element.of(u, MatrixCosets.complex(e.only())))
          .onto(Classical.unitary(g.d() / 2, true));
    }
    Group one = Classical.general(1, false);
    Hom phi =
        Hom.known(
            name,
            g,
            one,
            (e, r, t) -> Element.of(one, LinearAlgebra.det(e.only()).reshape(-1, 1, 1)));
    return g.equals(Classical.general(g.d(), false))
        ? phi.onto(Classical.general(g.d(), true))
        : phi;
  }

  /** S(n) → O(n) by permutation matrices, P e_i = e_π(i). */
  public static Hom permutationMatrices(int n) {
    Group s = new Symmetric(n);
    Group o = Classical.orthogonal(n, false);
    return Hom.known(
            s + " → " + o + " by matrices",
            s,
            o,
            (e, r, t) -> Element.of(o, e.only().oneHot(n, t).t()))
        .injective(e -> Element.of(s, e.only().argmax(1)));
  }

  /**
   * S(k₁)×S(k₂)×… → S(n), each on a run of items, the rest fixed: S(n − 1) → S(n) for one size n −
   * 1. The cosets are the arrangements of n items of which those of a run are alike.
   */
  public static Hom runs(int n, int... sizes) {
    return Permutations.young(n, sizes);
  }

  /**
   * G₁×G₂×… → G, each matrix group in a block of the diagonal, ones in the rest: O(2) → O(3),
   * O(2)×O(3) → O(5). The cosets of O(d − 1) → O(d) and SO(d − 1) → SO(d) are the unit vectors: [g]
   * ↦ g e_d, with Householder reflections as section.
   */
  public static Hom blocks(MatrixGroup target, MatrixGroup... blocks) {
    int ones = target.d() - Arrays.stream(blocks).mapToInt(MatrixGroup::d).sum();
    boolean half = target.has(MatrixLaws.SYMPLECTIC);
    if (ones < 0 || half) {
      throw new IllegalArgumentException(
          List.of(blocks) + " are no blocks of " + target + (half ? ": its matrices pair" : ""));
    }
    Group source = Product.of(blocks);
    Hom phi =
        Hom.known(
            source + " → " + target + " in blocks",
            source,
            target,
            (e, r, t) -> {
              var parts = new ArrayList<Tensor>(e.parts());
              if (ones > 0) {
                parts.add(Tensors.eye(ones, t).unsqueeze(0).expand(r, ones, ones));
              }
              return Element.of(target, Frames.blocks(parts.toArray(Tensor[]::new)));
            });
    Checks.homomorphism(phi);
    Hom into = phi.injective(e -> new Element(source, cut(e.only(), blocks)));
    boolean sphere =
        ones == 1
            && blocks.length == 1
            && target.isOrthogonal()
            && blocks[0].isOrthogonal()
            && blocks[0].isSpecial() == target.isSpecial();
    return sphere ? into.with(MatrixCosets.sphere(target)) : into;
  }

  private static List<Tensor> cut(Tensor g, MatrixGroup... blocks) {
    var out = new ArrayList<Tensor>();
    long at = 0;
    for (MatrixGroup b : blocks) {
      out.add(g.slice(1, at, at + b.d()).slice(2, at, at + b.d()));
      at += b.d();
    }
    return out;
  }

  /** The symmetric root as section of GL(d)/O(d), SL(d)/SO(d), Sp(2n)/U(n). */
  public static Hom rootSection(Hom phi) {
    Refused.unless(
        phi.coset().held() instanceof CosetSpace.PositiveDefinite,
        "the cosets of %s are not held as positive definite matrices",
        phi);
    return phi.section("root", (q, r, t) -> MatrixCosets.root(phi.target(), q.get(0)));
  }

  /** The turns of the plane by 2πk/n, C(n) → SO(2). */
  static Hom turns(Cyclic c) {
    Group so = Classical.orthogonal(2, true);
    return Hom.known(c, so, (e, r, t) -> Element.of(so, VectorAction.plane(e.only(), c.n(), t)));
  }

  /** The symmetries of a regular polygon, D(n) → O(2): (k, s) turns by 2πk/n after y ↦ (−1)ˢ y. */
  static Hom polygon(Semidirect d) {
    Group o = Classical.orthogonal(2, false);
    int n = ((Cyclic) d.normal()).n();
    return Hom.known(
        d,
        o,
        (e, r, t) -> {
          Tensor turn = VectorAction.plane(d.normal(e).only(), n, t);
          Tensor flip = d.quotient(e).only().to(t).mul(-2).add(1).reshape(-1, 1, 1);
          return Element.of(o, Tensors.cat(2, turn.slice(2, 0, 1), turn.slice(2, 1, 2).mul(flip)));
        });
  }
}
