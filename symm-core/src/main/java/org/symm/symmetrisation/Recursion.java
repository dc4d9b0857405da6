package org.symm.symmetrisation;

import static org.symm.symmetrisation.Symmetrisation.beside;
import static org.symm.symmetrisation.Symmetrisation.sequence;
import static org.symm.symmetrisation.Symmetrisation.straight;

import java.util.List;
import java.util.function.Function;
import org.symm.frames.Orthogonalisation;
import org.symm.groups.Coset;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.kernels.Diagram;
import org.symm.kernels.Framed;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;

/** Γ's made of two steps. */
final class Recursion {

  private Recursion() {}

  /**
   * Γ′ = sym(ν; Γ).
   *
   * @param along the homomorphism for which ν is equivariant, given the cosets that Γ′ chooses from
   */
  static Gamma refined(Gamma base, Kernel nu, Function<Coset, Hom> along) {
    String name = base.name() + " refined by " + nu.name();
    return new Gamma(
        name,
        base.domain(),
        (x, c) -> {
          SymmetrisationChecks.startsFrom(name, nu, x);
          Kernel choice = GroupProjection.choice(nu, c, Orthogonalisation.GRAM_SCHMIDT);
          return Symmetrisation.along(choice, along.apply(c), base);
        });
  }

  /**
   * Γ for ψ ∘ φ, H → G → K, from γ for φ and δ for ψ: k ~ s(δ(x)); g ~ s(γ(k⁻¹·x)); return [k
   * ψ(g)].
   *
   * @param steps φ and ψ, for cosets of ψ ∘ φ
   */
  static Gamma composed(Gamma inner, Gamma outer, Function<Coset, List<Hom>> steps) {
    String name = inner.name() + " then " + outer.name();
    return new Gamma(
        name,
        outer.domain() + "; " + inner.domain(),
        (x, c) -> {
          Hom phi = steps.apply(c).get(0);
          Hom psi = steps.apply(c).get(1);
          SymmetrisationChecks.composes(name, phi.then(psi), c.along());
          Group k = psi.target();
          Diagram one = straight(Spaces.elements(k));
          Space seen = Symmetrisation.restricted(x, psi);
          Diagram d =
              sequence(
                  Kernels.copy(x, k).diagram(),
                  beside(Symmetrisation.choice(outer, x, psi.coset()), straight(x)),
                  Symmetrisation.moved(Kernels.section(psi.coset()), x, k),
                  beside(one, Symmetrisation.choice(inner, seen, phi.coset())),
                  beside(one, Kernels.section(phi.coset()).diagram()),
                  Kernels.multiply(psi).diagram(),
                  Kernels.projection(c).diagram());
          return Kernels.of(name, k, new Framed.Region(name, d));
        });
  }
}
