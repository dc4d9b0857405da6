package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Product;
import org.symm.groups.Semidirect;
import org.symm.groups.Trivial;
import org.symm.tensor.DType;

/**
 * One of the groups that a group is built of, at its own place: {@code O(3)×O(3)} has two factors
 * that are both O(3), so the place and not the name says how an element of it is one of the whole.
 *
 * @param name its usual name, with its number where several have the same
 * @param leaf the group itself
 * @param embed its element as an element of the whole, the identity elsewhere
 */
record Factor(String name, Group leaf, Embedding embed) {

  /** A map into the whole group, given the rows and the type of real numbers. */
  interface Embedding {
    Element apply(Element e, long rows, DType real);
  }

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
    var out = new ArrayList<Factor>();
    if (g instanceof Product p) {
      for (int i = 0; i < p.of().size(); i++) {
        int at = i;
        for (Factor f : places(p.of().get(i))) {
          out.add(f.within((e, rows, real) -> p.join(replaced(p, at, f.embed, e, rows, real))));
        }
      }
      return out;
    }
    if (g instanceof Semidirect s) {
      for (Factor f : places(s.normal())) {
        out.add(
            f.within(
                (e, rows, real) ->
                    s.pair(f.embed.apply(e, rows, real), s.quotient().identity(rows, real))));
      }
      for (Factor f : places(s.quotient())) {
        out.add(
            f.within(
                (e, rows, real) ->
                    s.pair(s.normal().identity(rows, real), f.embed.apply(e, rows, real))));
      }
      return out;
    }
    return List.of(new Factor(g.name(), g, (e, rows, real) -> e));
  }

  private Factor within(Embedding larger) {
    return new Factor(name, leaf, larger);
  }

  private static List<Element> replaced(
      Product p, int at, Embedding embed, Element e, long rows, DType real) {
    var out = new ArrayList<Element>();
    for (int i = 0; i < p.of().size(); i++) {
      out.add(i == at ? embed.apply(e, rows, real) : p.of().get(i).identity(rows, real));
    }
    return out;
  }
}
