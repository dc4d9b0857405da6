package org.symm.spaces;

import java.util.List;
import java.util.Objects;
import org.symm.groups.Group;
import org.symm.groups.MatrixGroup;
import org.symm.groups.Product;
import org.symm.groups.Semidirect;
import org.symm.groups.Symmetric;
import org.symm.groups.Translation;
import org.symm.groups.Trivial;
import org.symm.groups.VectorAction;

/** Why groups do not act on an array: sizes that differ, and factors that do not commute. */
record Refusals(ArrayComponent x) {

  /** Why the group does not act; null if it does. */
  String of(Group g) {
    for (Restricted r : x.through()) {
      Group source = r.along().source();
      String why = g.isIn(source) ? r.refusal(g) : Restricted.only(source, g, x.name());
      if (why != null) {
        return why;
      }
    }
    return of(g, g);
  }

  /** Why a group does not act, through which another one that is named does. */
  private String of(Group g, Group named) {
    if (g.natural().isPresent()) {
      return of(g.natural().get().target(), named);
    }
    if (g instanceof Symmetric s) {
      return mismatch(named, Axis.Items.class, s.n());
    }
    if (g instanceof MatrixGroup m) {
      return m.isScale() ? null : mismatch(named, Axis.Vector.class, m.d());
    }
    if (g instanceof Translation t) {
      return mismatch(named, Axis.Vector.class, t.d());
    }
    if (g instanceof Product p) {
      String one = first(p.of());
      return one != null ? one : clash(p);
    }
    if (g instanceof Semidirect s && s.each().isPresent()) {
      return itemByItem(s);
    }
    if (g instanceof Semidirect s && s.twist().keepsNormal() && s.twist().keepsQuotient()) {
      return first(List.of(s.normal(), s.quotient()));
    }
    boolean plain =
        x.axes().stream().noneMatch(a -> a instanceof Axis.Items || a instanceof Axis.Vector);
    return plain || g instanceof Trivial
        ? null
        : String.format(
            "%s does not act on %s by itself; restrict the space along a homomorphism to a group that"
                + " does: %s.along(φ)",
            named, x, x);
  }

  /** Why S(n) ≀ G does not act: each item needs an action of G. */
  private String itemByItem(Semidirect g) {
    long items = x.axes().stream().filter(a -> a instanceof Axis.Items).count();
    Group each = g.each().get();
    if (items == 1 && x.axes().get(0) instanceof Axis.Items) {
      String size = of(g.quotient());
      return size != null ? size : x.item().refusal(each);
    }
    return items == 0 && x.isFixedBy(each)
        ? null
        : g + " does not act on " + x + ": its first axis, and no other, should be the items";
  }

  private String first(List<Group> groups) {
    return groups.stream().map(h -> of(h, h)).filter(Objects::nonNull).findFirst().orElse(null);
  }

  /** Factors of a product act one after the other, which is an action only where they commute. */
  private String clash(Product g) {
    for (int i = 0; i < g.of().size(); i++) {
      for (int j = i + 1; j < g.of().size(); j++) {
        Group a = g.of().get(i);
        Group b = g.of().get(j);
        String what =
            x.permutes(a) && x.permutes(b)
                ? "items"
                : x.moves(a) && x.moves(b) && !commute(a, b) ? "vectors" : null;
        if (what != null) {
          return String.format(
              "%s does not act on %s: %s and %s both move its %s, and a direct product needs that they"
                  + " commute; use E(d) for turns and translations, or spaces restricted along"
                  + " projections",
              g, x, a, b, what);
        }
      }
    }
    return null;
  }

  /** Numbers commute with matrices. */
  private boolean commute(Group a, Group b) {
    return (VectorAction.isScale(a) && x.isLinear(b)) || (VectorAction.isScale(b) && x.isLinear(a));
  }

  private String mismatch(Group g, Class<? extends Axis> type, int size) {
    for (Axis a : x.axes()) {
      if (type.isInstance(a) && a.size() != size) {
        String what = type == Axis.Items.class ? "items" : "coordinates";
        return String.format(
            "%s does not act on %s, which has %s %s, not %s", g, x, a.size(), what, size);
      }
    }
    return null;
  }
}
