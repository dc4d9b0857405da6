package org.symm.symmetrisation;

import static org.symm.symmetrisation.Symmetrisation.beside;
import static org.symm.symmetrisation.Symmetrisation.sequence;
import static org.symm.symmetrisation.Symmetrisation.straight;

import java.util.List;
import org.symm.groups.Coset;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.groups.Trivial;
import org.symm.kernels.Diagram;
import org.symm.kernels.Diagram.Copy;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;

/**
 * Γ for H → G → K from γ for H → G and δ for G → K: k ~ s(δ(x)); g ~ s(γ(k⁻¹·x)); return [k ψ(g)].
 */
record Composed(Gamma inner, Group middle, Gamma outer) implements Gamma {

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
    Hom phi = cosets.source().into(middle);
    Hom psi = middle.into(cosets.target());
    Messages.composes(name(), phi.then(psi), cosets.along());
    Group g = phi.target();
    Group k = psi.target();
    Space elements = Spaces.elements(k);
    Diagram one = straight(elements);
    Diagram d =
        new Diagram.Sequence(
            x,
            List.of(
                new Copy(x),
                beside(
                    sequence(
                        Symmetrisation.choice(outer, x, psi.coset()),
                        Kernels.section(psi.coset()).diagram()),
                    straight(x)),
                beside(new Copy(elements), straight(x)),
                beside(one, Kernels.inverse(k).diagram(), straight(x)),
                beside(one, Kernels.action(k, x).diagram()),
                beside(one, Symmetrisation.choice(inner, x, phi.coset())),
                beside(one, Kernels.section(phi.coset()).diagram()),
                product(psi, cosets, elements, Spaces.elements(g))));
    return Kernels.of(name(), k, new Diagram.Region(name(), d));
  }

  /** K ⊗ G → K/H, (k, g) ↦ [k ψ(g)]. */
  private static Diagram product(Hom psi, Coset cosets, Space k, Space g) {
    int n = k.parts().size();
    return Kernels.box(
            "multiply",
            k.times(g),
            Spaces.cosets(cosets),
            new Trivial(),
            List.of(),
            false,
            (in, u) -> {
              var left = new Element(psi.target(), in.subList(0, n));
              var right = new Element(psi.source(), in.subList(n, in.size()));
              return cosets.project(left.times(psi.apply(right, u.rows(), u.real())));
            })
        .diagram();
  }
}
