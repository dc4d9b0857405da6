package org.symm.symmetrisation;

import java.util.List;
import org.symm.exact.Existence;
import org.symm.groups.Coset;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.kernels.Diagram;
import org.symm.kernels.Diagram.Beside;
import org.symm.kernels.Diagram.Copy;
import org.symm.kernels.Diagram.Sequence;
import org.symm.kernels.Framed;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Component;
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
   * sym(k) = k♯ ∘ (Γ ⊗ X) ∘ copy. If k was G-equivariant already, sym(k) = k (stability).
   *
   * @param k an H-equivariant kernel X → Y, or one that is so along φ
   * @param phi φ: H → G, with known cosets
   * @param gamma Γ
   * @throws IllegalArgumentException if k is not H-equivariant, or G does not act on X and Y, or Γ
   *     does not choose from these cosets
   */
  public static Kernel along(Kernel k, Hom phi, Gamma gamma) {
    // Of rows with absent items the whole cleans what k reads and writes, so k need not.
    Kernel sharp = sharp(Kernels.of(k.name(), k.group(), Framed.Masked.within(k.diagram())), phi);
    Group g = phi.target();
    Space x = unrestricted(k.dom(), phi);
    if (phi.coset().isPoint()) {
      Diagram same = sequence(straight(x), k.diagram(), straight(sharp.cod()));
      return Kernels.of(k.name(), g, x.equals(k.dom()) ? k.diagram() : same);
    }
    Diagram d =
        Framed.Masked.around(
            sequence(
                new Copy(x), beside(choice(gamma, x, phi.coset()), straight(x)), sharp.diagram()));
    return Kernels.of(
        k.name() + ", to " + g + " by " + gamma.name(),
        g,
        new Framed.Step(phi + " by " + gamma.name(), d, k.diagram()));
  }

  /**
   * f♯([g], x) = g·f(g⁻¹·x): from an H-equivariant f: X → Y along φ: H → G the G-equivariant kernel
   * G/φ(H) ⊗ X → Y. Every G-equivariant kernel of that kind is one, of {@link #flat}.
   */
  public static Kernel sharp(Kernel f, Hom phi) {
    return sharp(f, phi, Kernels.section(phi.coset()));
  }

  /** The same with a section G/φ(H) → G of one's own: the result does not depend on it. */
  public static Kernel sharp(Kernel f, Hom phi, Kernel section) {
    Group h = phi.source();
    if (!f.isEquivariantFor(h)) {
      throw SymmetrisationChecks.notEquivariant(f, phi);
    }
    Group g = phi.target();
    Space x = unrestricted(f.dom(), phi);
    Space y = unrestricted(f.cod(), phi);
    x.demand(g);
    y.demand(g);
    Space elements = Spaces.elements(g);
    SymmetrisationChecks.section(section, phi.coset(), elements);
    return Kernels.of(
        f.name() + "♯",
        g,
        sequence(
            moved(section, x, g),
            beside(straight(elements), f.diagram()),
            Kernels.action(g, y).diagram()));
  }

  /**
   * k([e], −): from a G-equivariant k: G/φ(H) ⊗ X → Y the H-equivariant kernel X → Y, on X and Y
   * restricted along φ. Inverse to {@link #sharp}.
   */
  public static Kernel flat(Kernel k, Hom phi) {
    Space cosets = Spaces.cosets(phi.coset());
    List<Component> in = k.dom().components();
    if (in.isEmpty() || !in.get(0).equals(cosets.components().get(0))) {
      throw SymmetrisationChecks.noCosets(k, cosets);
    }
    if (!k.isEquivariantFor(phi.target())) {
      throw SymmetrisationChecks.notEquivariant(k, Hom.identity(phi.target()));
    }
    Space x = restricted(new Space(in.subList(1, in.size())), phi);
    Kernel base = Kernels.unit(phi.target()).then(Kernels.projection(phi.coset()));
    return Kernels.of(
        k.name() + "([e], −)",
        phi.source(),
        sequence(
            beside(base.diagram(), straight(x)), k.diagram(), straight(restricted(k.cod(), phi))));
  }

  /** G/φ(H) ⊗ X → G ⊗ X, (q, x) ↦ (s(q), s(q)⁻¹·x). */
  static Diagram moved(Kernel section, Space x, Group g) {
    Space elements = Spaces.elements(g);
    return sequence(
        beside(section.diagram(), straight(x)),
        beside(new Copy(elements), straight(x)),
        beside(straight(elements), Kernels.inverse(g).diagram(), straight(x)),
        beside(straight(elements), Kernels.action(g, x).diagram()));
  }

  /** X as H sees it: a canonical inclusion acts as H itself does. */
  static Space restricted(Space x, Hom phi) {
    return phi.isCanonical() ? x : x.along(phi);
  }

  /**
   * Γ at X, checked: it goes from X to the cosets and is equivariant for G; where G and X are
   * finite, such a function exists.
   */
  static Diagram choice(Gamma gamma, Space x, Coset cosets) {
    Kernel k = gamma.at(x, cosets);
    SymmetrisationChecks.choice(gamma.name(), k, x, cosets);
    if (!k.isStochastic() && Existence.isListed(x, cosets.target())) {
      SymmetrisationChecks.exists(gamma.name(), Existence.of(x, cosets.along()));
    }
    return k.diagram();
  }

  /** X, for a kernel on X restricted along φ; for a canonical φ also for one on X itself. */
  private static Space unrestricted(Space x, Hom phi) {
    boolean all =
        x.components().stream().allMatch(c -> c instanceof Restricted r && r.along().equals(phi));
    if (!all && !phi.isCanonical()) {
      throw SymmetrisationChecks.restricted(x, phi);
    }
    return all ? new Space(x.components().stream().map(c -> ((Restricted) c).of()).toList()) : x;
  }

  static Diagram straight(Space x) {
    return new Sequence(x, List.of());
  }

  static Diagram beside(Diagram... sides) {
    return new Beside(List.of(sides));
  }

  static Diagram sequence(Diagram... all) {
    return new Sequence(all[0].dom(), List.of(all));
  }
}
