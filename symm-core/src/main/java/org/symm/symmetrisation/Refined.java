package org.symm.symmetrisation;

import java.util.function.Function;
import org.symm.groups.Coset;
import org.symm.groups.Hom;
import org.symm.kernels.Kernel;
import org.symm.spaces.Space;

/**
 * Recursion: Γ′ = sym(ν; Γ).
 *
 * @param along the homomorphism for which ν is equivariant, given the cosets that Γ′ chooses from
 */
record Refined(Gamma base, Kernel nu, Function<Coset, Hom> along) implements Gamma {

  @Override
  public String name() {
    return base.name() + " refined by " + nu.name();
  }

  @Override
  public String domain() {
    return base.domain();
  }

  @Override
  public Kernel at(Space x, Coset cosets) {
    Messages.startsFrom(name(), nu, x);
    Kernel choice = nu.then(Choice.of(nu.cod(), cosets, Completion::gramSchmidt));
    return Symmetrisation.along(choice, along.apply(cosets), base);
  }
}
