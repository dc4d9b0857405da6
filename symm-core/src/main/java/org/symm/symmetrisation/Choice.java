package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.symm.groups.Coset;
import org.symm.groups.Group;
import org.symm.groups.Groups;
import org.symm.groups.Hom;
import org.symm.groups.Product;
import org.symm.groups.Semidirect;
import org.symm.groups.Symmetric;
import org.symm.groups.Translation;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.kernels.Noise;
import org.symm.spaces.ArrayComponent;
import org.symm.spaces.Axis;
import org.symm.spaces.Component;
import org.symm.spaces.Restricted;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.tensor.Tensor;

/**
 * Equivariant maps from what networks return to group elements: frames(d) → O(d), SO(d) by a {@link
 * Completion}, features(n, k) → S(n) by sorting, point(d) → T(d) as it is; the parts of products
 * and semidirect products side by side; cosets and group elements as they are.
 */
final class Choice {

  private Choice() {}

  /** How one component becomes an element of one group. */
  private record Door(String verb, boolean random, Rule rule) {}

  private interface Rule {
    Tensor of(Tensor z, Noise u);
  }

  /** The kernel Z → G/φ(H), equivariant for G. */
  static Kernel of(Space z, Coset cosets, Completion frames) {
    if (z.equals(Spaces.cosets(cosets))) {
      return Kernels.identity(z, cosets.target());
    }
    List<Group> groups = parts(cosets.complement());
    List<Component> parts = z.components();
    var doors = new ArrayList<Door>();
    for (int i = 0; i < Math.min(groups.size(), parts.size()); i++) {
      door(factor(parts.get(i), cosets, i), groups.get(i), frames).ifPresent(doors::add);
    }
    if (doors.size() != groups.size() || doors.size() != parts.size()) {
      throw Messages.noChoice(z, cosets.complement());
    }
    return Kernels.box(
        doors.size() > 1 ? "choose" : doors.get(0).verb,
        z,
        Spaces.cosets(cosets),
        cosets.target(),
        List.of(),
        doors.stream().anyMatch(d -> d.random),
        (in, u) -> {
          var out = new ArrayList<Tensor>();
          for (int i = 0; i < doors.size(); i++) {
            out.add(doors.get(i).rule.of(in.get(i), u));
          }
          return out;
        });
  }

  /** What is restricted along the projection to factor i of G is what that factor acts on. */
  private static Component factor(Component z, Coset cosets, int i) {
    boolean whole = cosets.complement().equals(cosets.target());
    return whole
            && z instanceof Restricted r
            && r.along().equals(Hom.projection(cosets.target(), i))
        ? r.of()
        : z;
  }

  private static List<Group> parts(Group g) {
    return g instanceof Product p
        ? p.of()
        : g instanceof Semidirect s ? List.of(s.normal(), s.quotient()) : List.of(g);
  }

  private static Optional<Door> door(Component z, Group g, Completion frames) {
    if (z instanceof ArrayComponent a && g instanceof Symmetric s) {
      boolean scores =
          a.axes().size() == 2
              && a.axes().get(0).equals(new Axis.Items(s.n()))
              && a.axes().get(1) instanceof Axis.Plain;
      return scores
          ? Optional.of(new Door("sort", true, (t, u) -> Orders.sort(Orders.columns(t), u)))
          : Optional.empty();
    }
    if (g instanceof Translation t && is(z, Spaces.point(t.d()))) {
      return Optional.of(new Door("move", false, (p, u) -> p));
    }
    int d =
        z instanceof ArrayComponent a && !a.axes().isEmpty()
            ? a.axes().get(a.axes().size() - 1).size()
            : 0;
    if (d > 0 && is(z, Spaces.frames(d)) && (g.equals(Groups.O(d)) || g.equals(Groups.SO(d)))) {
      boolean special = g.equals(Groups.SO(d));
      return Optional.of(new Door("orthonormalise", true, (t, u) -> frames.of(t, u, special)));
    }
    return Optional.empty();
  }

  private static boolean is(Component z, Space one) {
    return one.components().get(0).equals(z);
  }
}
