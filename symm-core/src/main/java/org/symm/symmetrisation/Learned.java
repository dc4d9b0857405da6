package org.symm.symmetrisation;

import org.symm.kernels.Kernel;

/** Γ's from equivariant networks: their output made a group element. */
final class Learned {

  private Learned() {}

  /** The choice of a network ν, with frames completed in a way. */
  static Gamma of(String name, Kernel nu, Completion frames) {
    return Gammas.gamma(
        name,
        "inputs for which the network returns numbers of size about one, or says of what size the"
            + " terms of its sums are; where frames are dependent or scores equal, up to rounding"
            + " of these, completed at random",
        (x, c) -> {
          Messages.startsFrom(name, nu, x);
          Messages.knows(nu, c);
          return nu.then(Choice.of(nu.cod(), c, frames));
        });
  }
}
