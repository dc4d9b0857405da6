package org.symm.symmetrisation;

import org.symm.kernels.Kernel;

/** Γ's from equivariant networks: their output made a group element. */
final class Learned {

  private Learned() {}

  /** The choice of a network ν, with frames completed in a way. */
  static Gamma of(String name, Kernel nu, Completion frames) {
    return Gammas.gamma(
        name,
        "every input; where frames are dependent or scores equal, completed at random",
        (x, c) -> {
          Messages.startsFrom(name, nu, x);
          Messages.knows(nu, c);
          return nu.then(Choice.of(nu.cod(), c, frames));
        });
  }
}
