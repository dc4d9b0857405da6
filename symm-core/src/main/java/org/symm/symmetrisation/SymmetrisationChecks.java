package org.symm.symmetrisation;

import java.util.Optional;
import org.symm.display.Refused;
import org.symm.exact.Existence;
import org.symm.groups.Coset;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.groups.Product;
import org.symm.groups.Symmetric;
import org.symm.kernels.Kernel;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;

/** The sentences that this package says when things do not fit. */
public final class SymmetrisationChecks {

  private SymmetrisationChecks() {}

  /** Stops unless the network of a Γ starts from the space of the kernel. */
  public static void startsFrom(String gamma, Kernel nu, Space x) {
    if (!nu.dom().equals(x)) {
      throw Refused.because(
          "%s: the network \"%s\" starts from %s, the kernel to symmetrise from %s; build both"
              + " on the same space.",
          gamma, nu.name(), nu.dom(), x);
    }
  }

  /** A kernel that a Γ for G takes its choice from must itself be equivariant for G. */
  public static void knows(Kernel nu, Coset cosets) {
    if (!cosets.target().isIn(nu.group())) {
      throw Refused.because(
          "\"%s\" is equivariant for %s, not %s; use it to refine another Γ:"
              + " haar(%s).refine(ν).",
          nu.name(), nu.group(), cosets.target(), cosets.complement());
    }
  }

  /** That what a Γ chooses by changes where it must not. */
  public static IllegalArgumentException changes(String gamma, Group moved) {
    return Refused.because(
        "%s depends on what %s moves, so it is not equivariant; let it be the inner step"
            + " after one for %s, as %s.then(S(n), Γ), or choose by what %s leaves as it is.",
        gamma, moved, moved, gamma, moved);
  }

  /** An energy or weight: one number, the same along each orbit of H. */
  public static void invariant(String gamma, Kernel number, Coset cosets) {
    boolean one =
        number.cod().parts().size() == 1 && number.cod().parts().get(0).shape().count() == 1;
    if (!one || !number.cod().isFixedBy(cosets.source()) || !cosets.source().isIn(number.group())) {
      throw Refused.because(
          "%s needs one number that %s does not change; \"%s\" gives %s and is equivariant for"
              + " %s.",
          gamma, cosets.source(), number.name(), number.cod(), number.group());
    }
  }

  static IllegalArgumentException notFinite(Gamma gamma) {
    return Refused.because(
        "%s does not choose from finitely many elements; take some: samples(K) of it.",
        gamma.name());
  }

  /** Stops unless the cosets are held as elements of the group that a Γ chooses from. */
  public static void chooses(String gamma, Group chosen, Coset cosets) {
    if (!chosen.equals(cosets.complement())) {
      throw Refused.because(
          "%s chooses elements of %s, but the cosets of %s in %s are held as elements of %s; %s.",
          gamma,
          chosen,
          cosets.source(),
          cosets.target(),
          cosets.complement(),
          inSteps(chosen, cosets)
              .orElse("go to another group, or use a Γ that chooses from " + cosets.complement()));
    }
  }

  /**
   * To a product by a Γ for one of its factors: go in steps, permutations first, which the turns of
   * the next step then see in any order.
   */
  private static Optional<String> inSteps(Group chosen, Coset cosets) {
    if (!(cosets.complement() instanceof Product all) || !cosets.target().equals(all)) {
      return Optional.empty();
    }
    boolean factor = all.of().stream().anyMatch(f -> f.isIn(chosen) || chosen.isIn(f));
    if (!factor) {
      return Optional.empty();
    }
    var first = all.of().stream().filter(f -> f instanceof Symmetric).toList();
    Group inner = first.isEmpty() ? all.of().get(0) : first.get(0);
    return Optional.of(
        String.format(
            "go in steps, each with a Γ for one factor, as k.to(%s, Γ₁).to(%s, Γ₂)", inner, all));
  }

  static void choice(String gamma, Kernel k, Space x, Coset cosets) {
    Refused.unless(
        k.dom().equals(x) && k.cod().equals(Spaces.cosets(cosets)),
        "%s should go from %s to %s, but goes from %s to %s.",
        gamma,
        x,
        Spaces.cosets(cosets),
        k.dom(),
        k.cod());
    if (!k.isEquivariantFor(cosets.target())) {
      throw Refused.because(
          "%s is equivariant for %s, not %s; use it to refine another Γ: haar(...).refine(ν).",
          gamma, k.group(), cosets.target());
    }
  }

  static IllegalArgumentException notEquivariant(Kernel k, Hom phi) {
    Group h = phi.source();
    return Refused.because(
        "cannot symmetrise along %s: \"%s\" is equivariant for %s, not %s; symmetrise it to"
            + " %s first, or start from a network that is %s-equivariant.",
        phi, k.name(), k.group(), h, h, h);
  }

  static IllegalArgumentException noCosets(Kernel k, Space cosets) {
    return Refused.because(
        "\"%s\" starts from %s; k([e], −) is for kernels from %s ⊗ X.", k.name(), k.dom(), cosets);
  }

  static void section(Kernel s, Coset cosets, Space elements) {
    if (!s.dom().equals(Spaces.cosets(cosets)) || !s.cod().equals(elements)) {
      throw Refused.because(
          "\"%s\" goes from %s to %s; a section goes from %s to %s.",
          s.name(), s.dom(), s.cod(), Spaces.cosets(cosets), elements);
    }
  }

  static void exists(String gamma, Existence e) {
    Refused.unless(e.deterministic(), "%s reads no noise, but %s.", gamma, e.obstruction());
  }

  static void composes(String gamma, Hom steps, Hom phi) {
    if (!steps.equals(phi)) {
      throw Refused.because(
          "%s goes along %s, which is not %s; name another middle group.", gamma, steps, phi);
    }
  }

  static IllegalArgumentException restricted(Space x, Hom phi) {
    return Refused.because(
        "%s is not a canonical inclusion, so the kernel must say that %s acts through it:"
            + " build it on X.along(φ), not on %s.",
        phi, phi.source(), x);
  }

  static IllegalArgumentException noChoice(Space z, String complement) {
    return Refused.because(
        "no canonical way from %s to elements of %s; let the network end in frames(d) for"
            + " O(d) or SO(d), features(n, k) for S(n), point(d) for T(d), or in the cosets"
            + " themselves.",
        z, complement);
  }
}
