package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.groups.Product;
import org.symm.groups.Semidirect;
import org.symm.groups.Trivial;

/**
 * One of the groups that a group is built of, at its own place: {@code O(3)×O(3)} has two factors
 * that are both O(3), so the place and not the name says how an element of it is one of the whole.
 *
 * @param name its usual name, with its number where several have the same
 * @param leaf the group itself
 * @param embed its inclusion in the whole
 */
record Factor(String name, Group leaf, Hom embed) {

  /** The factors of a group, in its own order. */
  static List<Factor> of(Group g) {
    var all = places(g);
    var count = new HashMap<Group, Integer>();
    all.forEach(f -> count.merge(f.leaf, 1, Integer::sum));
    var seen = new HashMap<Group, Integer>();
    return all.stream().map(f -> f.numbered(count, seen)).toList();
  }

  private Factor numbered(Map<Group, Integer> count, Map<Group, Integer> seen) {
    int at = seen.merge(leaf, 1, Integer::sum);
    return count.get(leaf) == 1 ? this : new Factor(name + " #" + at, leaf, embed);
  }

  private static List<Factor> places(Group g) {
    if (g instanceof Trivial) {
      return List.of();
    }
    List<Group> of =
        g instanceof Product p
            ? p.of()
            : g instanceof Semidirect s ? List.of(s.normal(), s.quotient()) : List.of();
    var out = new ArrayList<Factor>();
    for (int i = 0; i < of.size(); i++) {
      Hom in = Hom.factor(g, i);
      places(of.get(i)).forEach(f -> out.add(new Factor(f.name, f.leaf, f.embed.then(in))));
    }
    return of.isEmpty() ? List.of(new Factor(g.name(), g, Hom.identity(g))) : out;
  }
}
