package org.symm.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.symm.groups.Group;
import org.symm.groups.Groups;
import org.symm.groups.MatrixGroup;
import org.symm.groups.Product;
import org.symm.groups.Semidirect;
import org.symm.groups.Trivial;

/** The group of a composite: the largest known for which both parts are equivariant. */
final class CommonGroup {

  private CommonGroup() {}

  /** Where several are largest, the first: a factor of the first kernel's group before others. */
  static Group of(Kernel f, Kernel g) {
    if (f.group().equals(g.group())) {
      return f.group();
    }
    List<Group> both =
        Stream.of(f, g)
            .flatMap(k -> within(k.group()).stream())
            .distinct()
            .filter(h -> f.isEquivariantFor(h) && g.isEquivariantFor(h))
            .filter(h -> Stream.of(f, g).allMatch(k -> k.dom().admits(h) && k.cod().admits(h)))
            .toList();
    return both.stream()
        .filter(h -> both.stream().noneMatch(k -> h.isIn(k) && !k.isIn(h)))
        .findFirst()
        .orElse(new Trivial());
  }

  /** A group and what it is built of: the larger before the smaller. */
  private static List<Group> within(Group g) {
    var out = new ArrayList<Group>(List.of(g));
    if (g instanceof Product p) {
      List<Group> all = List.of(new Trivial());
      for (Group factor : p.of()) {
        var options = new ArrayList<>(within(factor));
        options.add(new Trivial());
        all = all.stream().flatMap(a -> options.stream().map(a::times)).toList();
      }
      out.addAll(all);
    } else if (g instanceof Semidirect s) {
      out.addAll(within(s.quotient()));
      out.addAll(within(s.normal()));
    } else if (g instanceof MatrixGroup m && m.isOrthogonal() && !m.isSpecial()) {
      out.add(Groups.SO(m.d()));
    }
    return out.stream().distinct().toList();
  }
}
