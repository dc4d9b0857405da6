package org.symm.gammas;

import java.util.List;
import java.util.Optional;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Product;
import org.symm.groups.Slot;
import org.symm.groups.Symmetric;
import org.symm.kernels.Body;
import org.symm.kernels.Diagram;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Masks;
import org.symm.spaces.Present;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.symmetrisation.Gamma;
import org.symm.symmetrisation.Sorting;
import org.symm.symmetrisation.SymmetrisationChecks;
import org.symm.tensor.Tensor;

/** The uniform choice from a compact group, whatever the input. */
final class Haar {

  private Haar() {}

  /** Whether a group has a factor S(n) of the items of which a space says which are present. */
  private static boolean orders(Space x, Group g) {
    return factors(g).stream().anyMatch(f -> items(f).filter(n -> Masks.isIn(x, n)).isPresent());
  }

  private static List<Group> factors(Group g) {
    return g instanceof Product p ? p.of() : List.of(g);
  }

  /** The n of S(n). */
  private static Optional<Integer> items(Group g) {
    return g instanceof Symmetric s && !s.even() ? Optional.of(s.n()) : Optional.empty();
  }

  /** An element whose orders of n items put absent ones last: of the present each is as likely. */
  private static Element presentFirst(Element g, Space x, List<Tensor> in) {
    return new Element(
        g.group(),
        Slot.each(
                factors(g.group()),
                Group::parts,
                g.parts(),
                (f, own) ->
                    items(f)
                        .map(n -> List.of(Sorting.presentFirst(own.get(0), Present.of(x, in, n))))
                        .orElse(own))
            .stream()
            .flatMap(List::stream)
            .toList());
  }

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
          if (orders(x, g)) {
            Body first =
                (in, u) -> {
                  Element e = presentFirst(u.haar("haar", g), x, in);
                  return whole ? c.project(e) : e.parts();
                };
            return Gamma.box(law.name(), x, c, List.of(), true, first);
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
