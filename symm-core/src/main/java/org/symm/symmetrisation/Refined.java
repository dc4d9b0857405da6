package org.symm.symmetrisation;

import org.symm.groups.Coset;
import org.symm.kernels.Kernel;
import org.symm.spaces.Space;

/** Recursion: Γ′ = sym(ν; Γ) along the same homomorphism. */
record Refined(Gamma base, Kernel nu) implements Gamma {

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
    return Symmetrisation.along(nu.then(Choice.of(nu.cod(), cosets)), cosets.along(), base);
  }
}
