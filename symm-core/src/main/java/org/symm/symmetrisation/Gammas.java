package org.symm.symmetrisation;

import java.util.List;
import java.util.function.BiFunction;
import org.symm.groups.Coset;
import org.symm.groups.Group;
import org.symm.groups.Translation;
import org.symm.kernels.Diagram;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.ArrayComponent;
import org.symm.spaces.Component;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;

/** The named ways of choosing group elements, for static import. */
public final class Gammas {

  private Gammas() {}

  private record Named(String name, String domain, BiFunction<Space, Coset, Kernel> kernel)
      implements Gamma {
    @Override
    public Kernel at(Space x, Coset cosets) {
      return kernel.apply(x, cosets);
    }
  }

  /**
   * A Γ of one's own: a kernel X → G/φ(H) for each space and cosets, which its author says is
   * G-equivariant.
   */
  public static Gamma gamma(String name, String domain, BiFunction<Space, Coset, Kernel> kernel) {
    return new Named(name, domain, kernel);
  }

  /**
   * The Haar probability of a compact group, whatever the input: g uniform on G, or its coset where
   * they are of G. With a mean this is group averaging.
   */
  public static Gamma haar(Group g) {
    Kernel law = Kernels.uniform(g);
    return gamma(
        law.name(),
        "every input",
        (x, c) -> {
          boolean whole = g.equals(c.target());
          if (!whole) {
            Messages.chooses(law.name(), g, c);
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

  /**
   * The mean of the points, (1/n) Σ xᵢ, for translations; equivariant for rotations and
   * permutations too.
   */
  public static Gamma centroid() {
    return gamma(
        "centroid",
        "every input",
        (x, c) -> {
          int part = firstPoints(x);
          ArrayComponent points = (ArrayComponent) x.components().get(part);
          int d = (int) points.parts().get(0).shape().size(-1);
          Messages.chooses("centroid", new Translation(d), c);
          int at = x.components().subList(0, part).stream().mapToInt(k -> k.parts().size()).sum();
          return Kernels.box(
              "centroid",
              x,
              Spaces.cosets(c),
              c.target(),
              List.of(),
              false,
              (in, u) -> {
                var p = in.get(at);
                return List.of(p.rank() == 3 ? p.mean(1) : p);
              });
        });
  }

  private static int firstPoints(Space x) {
    List<Component> all = x.components();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) instanceof ArrayComponent a && a.affine()) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "centroid needs points, which translations move; "
            + x
            + " has none. Use points(n, d) in place of vectors(n, d).");
  }

  /**
   * Γ from a G-equivariant network ν: its output made a group element. Frames become elements of
   * O(d) or SO(d) by Gram–Schmidt, scores of n items an element of S(n) by sorting, a point an
   * element of T(d). With ν deterministic this is learned canonicalisation (Kaba et al. 2023).
   */
  public static Gamma learned(Kernel nu) {
    return learned(nu.name(), nu);
  }

  private static Gamma learned(String name, Kernel nu) {
    return gamma(
        name,
        "every input; where frames are dependent or scores equal, completed at random",
        (x, c) -> {
          Messages.startsFrom("learned", nu, x);
          Kernel choice = nu.then(Choice.of(nu.cod(), c));
          if (!c.target().isIn(choice.group())) {
            throw new IllegalArgumentException(
                "\""
                    + nu.name()
                    + "\" is equivariant for "
                    + nu.group()
                    + ", not "
                    + c.target()
                    + "; use it to refine another Γ: haar("
                    + c.complement()
                    + ").refine(ν).");
          }
          return choice;
        });
  }

  /** Gram–Schmidt of the d vectors that an equivariant network returns, for O(d) and SO(d). */
  public static Gamma gramSchmidt(Kernel frames) {
    return learned("Gram–Schmidt of " + frames.name(), frames);
  }

  /**
   * Sorting of items by the score that an equivariant network gives each, for S(n); equal scores in
   * random order.
   */
  public static Gamma sorting(Kernel scores) {
    return learned("sorting by " + scores.name(), scores);
  }
}
