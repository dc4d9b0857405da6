package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.List;
import org.symm.groups.Coset;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.kernels.Diagram;
import org.symm.kernels.Diagram.Beside;
import org.symm.kernels.Diagram.Copy;
import org.symm.kernels.Diagram.Region;
import org.symm.kernels.Diagram.Sequence;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Restricted;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;

/**
 * The theorem: H-equivariant kernels and Γ: X → G/φ(H) give G-equivariant kernels (Cornish 2024,
 * arXiv 2406.11814).
 */
public final class Symmetrisation {

  private Symmetrisation() {}

  /**
   * sym(k) = act ∘ (G ⊗ k) ∘ (G ⊗ act) ∘ (G ⊗ inverse ⊗ X) ∘ (copy ⊗ X) ∘ (section Γ ⊗ X) ∘ copy.
   *
   * @param k an H-equivariant kernel X → Y, or one that is so along φ
   * @param phi φ: H → G, with known cosets
   * @param gamma Γ
   * @throws IllegalArgumentException if k is not H-equivariant, or G does not act on X and Y, or Γ
   *     does not choose from these cosets
   */
  public static Kernel along(Kernel k, Hom phi, Gamma gamma) {
    Group h = phi.source();
    if (!h.isIn(k.group())) {
      throw new IllegalArgumentException(
          "cannot symmetrise along "
              + phi
              + ": \""
              + k.name()
              + "\" is equivariant for "
              + k.group()
              + ", not "
              + h
              + "; symmetrise it to "
              + h
              + " first, or start from a network that is "
              + h
              + "-equivariant.");
    }
    Group g = phi.target();
    Space x = unrestricted(k.dom(), phi);
    Space y = unrestricted(k.cod(), phi);
    x.demand(g);
    y.demand(g);
    Coset cosets = phi.coset();
    if (cosets.isPoint()) {
      return Kernels.of(k.name(), g, x.equals(k.dom()) ? k.diagram() : seen(k, x, y));
    }
    Diagram choose = choice(gamma, x, cosets);
    Space elements = Spaces.elements(g);
    Diagram one = straight(elements);
    Diagram symmetrised =
        new Sequence(
            x,
            List.of(
                new Copy(x),
                beside(sequence(choose, Kernels.section(cosets).diagram()), straight(x)),
                beside(new Copy(elements), straight(x)),
                beside(one, Kernels.inverse(g).diagram(), straight(x)),
                beside(one, Kernels.action(g, x).diagram()),
                beside(one, k.diagram()),
                Kernels.action(g, y).diagram()));
    return Kernels.of(
        k.name() + ", to " + g + " by " + gamma.name(),
        g,
        new Region(phi + " by " + gamma.name(), symmetrised));
  }

  /** A kernel on restricted spaces, on the spaces themselves. */
  private static Diagram seen(Kernel k, Space x, Space y) {
    Diagram same = new Diagram.Box("restriction", k.cod(), y, (in, u) -> in, List.of(), false);
    return new Sequence(x, List.of(k.diagram(), same));
  }

  /** Γ at X, checked: it goes from X to the cosets and is equivariant for G. */
  static Diagram choice(Gamma gamma, Space x, Coset cosets) {
    Kernel k = gamma.at(x, cosets);
    Messages.choice(gamma.name(), k, x, cosets);
    return k.diagram();
  }

  /** X, for a kernel on X restricted along φ; for a canonical φ also for one on X itself. */
  private static Space unrestricted(Space x, Hom phi) {
    boolean all =
        x.components().stream().allMatch(c -> c instanceof Restricted r && r.along().equals(phi));
    if (!all && !phi.isCanonical()) {
      throw Messages.restricted(x, phi);
    }
    return all ? new Space(x.components().stream().map(c -> ((Restricted) c).of()).toList()) : x;
  }

  static Diagram straight(Space x) {
    return new Sequence(x, List.of());
  }

  static Diagram beside(Diagram... sides) {
    return new Beside(List.of(sides));
  }

  static Diagram sequence(Diagram first, Diagram... rest) {
    var steps = new ArrayList<>(List.of(first));
    steps.addAll(List.of(rest));
    return new Sequence(first.dom(), steps);
  }
}
