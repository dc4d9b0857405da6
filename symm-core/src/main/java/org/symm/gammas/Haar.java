package org.symm.gammas;

import java.util.List;
import org.symm.groups.Group;
import org.symm.kernels.Diagram;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Spaces;
import org.symm.symmetrisation.Gamma;
import org.symm.symmetrisation.SymmetrisationChecks;

/** The uniform choice from a compact group, whatever the input. */
final class Haar {

  private Haar() {}

  static Gamma of(Group g) {
    Kernel law = Kernels.uniform(g);
    return Gammas.gamma(
        law.name(),
        "every input",
        (x, c) -> {
          boolean whole = g.equals(c.target());
          if (!whole) {
            SymmetrisationChecks.chooses(law.name(), g, c);
          }
          Diagram.Box draw =
              new Diagram.Box(
                  law.name(),
                  Spaces.unit(),
                  Spaces.cosets(c),
                  (in, u) -> whole ? c.project(u.haar("haar", g)) : u.haar("haar", g).parts(),
                  List.of(),
                  true);
          return Kernels.of(
              law.name(),
              c.target(),
              new Diagram.Sequence(x, List.of(new Diagram.Discard(x), draw)));
        });
  }
}
