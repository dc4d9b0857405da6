package org.symm.symmetrisation;

import static org.symm.symmetrisation.Symmetrisation.beside;
import static org.symm.symmetrisation.Symmetrisation.sequence;
import static org.symm.symmetrisation.Symmetrisation.straight;

import java.util.List;
import java.util.function.Function;
import org.symm.groups.Coset;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.kernels.Diagram;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;

/**
 * Γ for ψ ∘ φ, H → G → K, from γ for φ and δ for ψ: k ~ s(δ(x)); g ~ s(γ(k⁻¹·x)); return [k ψ(g)].
 *
 * @param steps φ and ψ, for cosets of ψ ∘ φ
 */
record Composed(Gamma inner, Gamma outer, Function<Coset, List<Hom>> steps) implements Gamma {

  @Override
  public String name() {
    return inner.name() + " then " + outer.name();
  }

  @Override
  public String domain() {
    return outer.domain() + "; " + inner.domain();
  }

  @Override
  public Kernel at(Space x, Coset cosets) {
    Hom phi = steps.apply(cosets).get(0);
    Hom psi = steps.apply(cosets).get(1);
    Messages.composes(name(), phi.then(psi), cosets.along());
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
            Kernels.projection(cosets).diagram());
    return Kernels.of(name(), k, new Diagram.Region(name(), d));
  }
}
