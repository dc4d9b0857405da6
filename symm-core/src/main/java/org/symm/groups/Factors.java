package org.symm.groups;

import java.util.ArrayList;
import java.util.stream.IntStream;
import org.symm.display.Refused;

/** The inclusions of the factors of a product, and the projections to them, with their cosets. */
final class Factors {

  private Factors() {}

  /** The inclusion of factor i: the canonical one, where it is. */
  static Hom inclusion(Group group, int i) {
    if (!(group instanceof Composite g)) {
      throw Refused.because(
          "%s is not a product; use the canonical inclusion: h.into(%s)", group, group);
    }
    Group h = factor(g, i);
    boolean canonical =
        g instanceof Semidirect s
            ? i == 0 ? s.twist().keepsNormal() : s.twist().keepsQuotient() && !h.equals(s.normal())
            : h.isIn(g);
    return canonical ? h.into(g) : entry(g, i);
  }

  /**
   * g ↦ (1, …, g, …, 1); the cosets are held as the other entries. Those of H in N ⋊ H are elements
   * of N, on which (n, h) acts by m ↦ n (h ▷ m).
   */
  static Hom entry(Composite g, int i) {
    Group h = g.of().get(i);
    var each =
        IntStream.range(0, g.of().size())
            .mapToObj(j -> j == i ? Hom.identity(h) : new Trivial().into(g.of().get(j)))
            .toList();
    return Inclusions.entrywise(h + " → " + g + " at " + i, h, g, each);
  }

  /** (g₀, …, gₙ) ↦ gᵢ, or (n, h) ↦ h; onto, so there is one coset. */
  static Hom projection(Group group, int i) {
    if (!(group instanceof Composite g)) {
      throw new IllegalArgumentException(group + " is not a product, so it has no projections");
    }
    Refused.unless(
        !(g instanceof Semidirect) || i == 1,
        "the only projection of %s is to its quotient, number 1",
        g);
    Group to = factor(g, i);
    return Hom.known(g + " → " + to + " from " + i, g, to, (e, r, t) -> g.entry(e, i))
        .onto(others(g, i));
  }

  private static Group factor(Composite g, int i) {
    int n = g.of().size();
    if (i < 0 || i >= n) {
      throw Refused.because("%s has factors 0 to %s, not %s", g, n - 1, i);
    }
    return g.of().get(i);
  }

  private static Group others(Composite g, int i) {
    var others = new ArrayList<>(g.of());
    others.remove(i);
    return Product.of(others);
  }
}
