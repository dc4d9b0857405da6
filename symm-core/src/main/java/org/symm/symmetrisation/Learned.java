package org.symm.symmetrisation;

import org.symm.kernels.Kernel;

/** Γ's from equivariant networks: their output made a group element. */
final class Learned {

  private Learned() {}

  static Gamma of(Kernel nu) {
    return of(nu.name(), nu, Completion.GRAM_SCHMIDT);
  }

  static Gamma gramSchmidt(Kernel frames) {
    return of("Gram–Schmidt of " + frames.name(), frames, Completion.GRAM_SCHMIDT);
  }

  static Gamma polar(Kernel frames) {
    return of("polar factor of " + frames.name(), frames, Completion.POLAR);
  }

  static Gamma sorting(Kernel scores) {
    return of("sorting by " + scores.name(), scores, Completion.GRAM_SCHMIDT);
  }

  private static Gamma of(String name, Kernel nu, Completion frames) {
    return Gammas.gamma(
        name,
        "every input; where frames are dependent or scores equal, completed at random",
        (x, c) -> {
          Messages.startsFrom("learned", nu, x);
          Messages.knows(nu, c);
          return nu.then(Choice.of(nu.cod(), c, frames));
        });
  }
}
