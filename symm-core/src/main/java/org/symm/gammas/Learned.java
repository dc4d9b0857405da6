package org.symm.gammas;

import org.symm.frames.Orthogonalisation;
import org.symm.kernels.Kernel;
import org.symm.symmetrisation.Gamma;
import org.symm.symmetrisation.GroupProjection;
import org.symm.symmetrisation.SymmetrisationChecks;

/** Γ's from equivariant networks: their output made a group element. */
final class Learned {

  private Learned() {}

  /** The choice of a network ν, with frames completed in a way. */
  static Gamma of(String name, Kernel nu, Orthogonalisation frames) {
    return Gammas.gamma(
        name,
        "inputs for which the network returns numbers of size about one, or says of what size the"
            + " terms of its sums are; where frames are dependent or scores equal, up to rounding"
            + " of these, completed at random",
        (x, c) -> {
          SymmetrisationChecks.startsFrom(name, nu, x);
          SymmetrisationChecks.knows(nu, c);
          return GroupProjection.choice(nu, c, frames);
        });
  }
}
