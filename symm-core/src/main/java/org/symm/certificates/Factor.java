package org.symm.certificates;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.symm.groups.Composite;
import org.symm.groups.Group;
import org.symm.groups.Hom;
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
    var leaves = all.stream().map(Factor::leaf).toList();
    var out = new ArrayList<Factor>();
    for (Factor f : all) {
      int before = Collections.frequency(leaves.subList(0, out.size()), f.leaf);
      boolean alone = Collections.frequency(leaves, f.leaf) == 1;
      out.add(alone ? f : new Factor(f.name + " #" + (before + 1), f.leaf, f.embed));
    }
    return out;
  }

  private static List<Factor> places(Group g) {
    if (g instanceof Trivial) {
      return List.of();
    }
    if (!(g instanceof Composite c)) {
      return List.of(new Factor(g.name(), g, Hom.identity(g)));
    }
    var out = new ArrayList<Factor>();
    for (int i = 0; i < c.of().size(); i++) {
      Hom in = Hom.factor(g, i);
      places(c.of().get(i)).forEach(f -> out.add(new Factor(f.name, f.leaf, f.embed.then(in))));
    }
    return out;
  }
}
