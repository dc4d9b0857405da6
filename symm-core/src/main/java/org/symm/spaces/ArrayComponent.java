package org.symm.spaces;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.MatrixGroup;
import org.symm.groups.Product;
import org.symm.groups.Semidirect;
import org.symm.groups.Slot;
import org.symm.groups.Symmetric;
import org.symm.groups.Translation;
import org.symm.groups.Trivial;
import org.symm.groups.VectorAction;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;

/**
 * An array whose axes say how groups act on it.
 *
 * @param name the usual name, as {@code points(5, 3)}
 * @param axes what each axis means, without the rows axis
 * @param whole whether it holds whole numbers, as labels do
 */
public record ArrayComponent(String name, List<Axis> axes, boolean whole) implements Component {

  /** Copies the axes. */
  public ArrayComponent {
    axes = List.copyOf(axes);
  }

  @Override
  public List<Slot> parts() {
    return List.of(new Slot(Shape.of(axes.stream().mapToLong(Axis::size).toArray()), whole));
  }

  @Override
  public Optional<String> refusal(Group g) {
    return refusal(g, g, axes).map(why -> why.on(name));
  }

  /** The clause of a refusal alone, as in "which has 5 items, not 3". */
  Optional<String> clause(Group g) {
    return refusal(g, g, axes).map(Refusal::clause);
  }

  /** Why a group does not act: "GROUP does not act on NAME, CLAUSE". */
  private record Refusal(Group group, String clause) {
    String on(String name) {
      return group + " does not act on " + name + ", " + clause;
    }
  }

  /**
   * Why a group does not act along some axes: those that know it answer for themselves, for the
   * others it is taken apart.
   *
   * @param named the group to name, which acts through the other
   */
  private Optional<Refusal> refusal(Group g, Group named, List<Axis> on) {
    for (Axis a : on) {
      Optional<String> why = a.refusal(g);
      if (why.isPresent()) {
        return Optional.of(new Refusal(named, why.get()));
      }
    }
    List<Axis> rest = on.stream().filter(a -> !a.acts(g)).toList();
    if (g.natural().isPresent()) {
      return refusal(g.natural().get().target(), named, rest);
    }
    if (g instanceof Product p) {
      return first(p.of(), rest).or(() -> clash(p, rest));
    }
    if (g instanceof Semidirect s && s.each().isPresent()) {
      return itemByItem(s, rest);
    }
    if (g instanceof Semidirect s && s.twist().keepsNormal() && s.twist().keepsQuotient()) {
      return first(List.of(s.normal(), s.quotient()), rest);
    }
    boolean alone =
        g instanceof Symmetric
            || g instanceof MatrixGroup
            || g instanceof Translation
            || g instanceof Trivial;
    return alone || rest.stream().allMatch(Axis::isPlain)
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                named,
                "along which it has no action of its own; restrict the space along a homomorphism to"
                    + " a group that does act: "
                    + name
                    + ".along(φ)"));
  }

  private Optional<Refusal> first(List<Group> groups, List<Axis> on) {
    return groups.stream().flatMap(h -> refusal(h, h, on).stream()).findFirst();
  }

  /** Why S(n) ≀ G does not act: each item needs an action of G. */
  private Optional<Refusal> itemByItem(Semidirect g, List<Axis> on) {
    Group each = g.each().get();
    if (on.stream().noneMatch(a -> a.isItems() || a.moves(each))) {
      return Optional.empty();
    }
    boolean first = on.equals(axes) && axes.get(0).isItems();
    if (first && axes.stream().filter(Axis::isItems).count() == 1) {
      return refusal(g.quotient(), g.quotient(), axes)
          .or(() -> item().refusal(each, each, item().axes));
    }
    return Optional.of(new Refusal(g, "whose first axis, and no other, should be the items"));
  }

  /** Factors of a product act one after the other, which is an action only where they commute. */
  private Optional<Refusal> clash(Product g, List<Axis> on) {
    for (int i = 0; i < g.of().size(); i++) {
      for (int j = i + 1; j < g.of().size(); j++) {
        Group a = g.of().get(i);
        Group b = g.of().get(j);
        for (Axis axis : on) {
          if (axis.moves(a) && axis.moves(b) && !commute(a, b)) {
            return Optional.of(
                new Refusal(
                    g,
                    String.format(
                        "as %s and %s both move its %s, and a direct product needs that they commute;"
                            + " use E(d) for turns and translations, or spaces restricted along"
                            + " projections",
                        a, b, axis.what())));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Numbers commute with matrices. */
  private boolean commute(Group a, Group b) {
    return (VectorAction.isScale(a) && isLinear(b)) || (VectorAction.isScale(b) && isLinear(a));
  }

  /** One item of an array of items. */
  private ArrayComponent item() {
    return new ArrayComponent("an item of " + name, axes.subList(1, axes.size()), whole);
  }

  @Override
  public List<Tensor> act(Element g, List<Tensor> x) {
    return List.of(act(g, x.get(0), IntStream.range(0, axes.size()).boxed().toList()));
  }

  /**
   * Along some axes: those that know the group act by themselves, for the others it is taken apart.
   */
  private Tensor act(Element g, Tensor x, List<Integer> on) {
    Group group = g.group();
    if (group instanceof Trivial || g.isIdentity()) {
      return x;
    }
    var rest = new ArrayList<Integer>();
    for (int i : on) {
      if (axes.get(i).acts(group)) {
        x = axes.get(i).act(g, x, i + 1);
      } else {
        rest.add(i);
      }
    }
    if (rest.isEmpty()) {
      return x;
    }
    if (group.natural().isPresent()) {
      return act(group.natural().get().apply(g, Restricted.real(g, List.of(x))), x, rest);
    }
    if (group instanceof Product p) {
      for (Element e : p.split(g)) {
        x = act(e, x, rest);
      }
      return x;
    }
    if (group instanceof Semidirect s) {
      x = act(s.quotient(g), x, rest);
      return s.each().isPresent() ? each(s, s.normal(g), x) : act(s.normal(g), x, rest);
    }
    return x;
  }

  /** An element of Gⁿ on n items: item i by factor i, all as one batch. */
  private Tensor each(Semidirect wreath, Element power, Tensor x) {
    if (axes.isEmpty() || !axes.get(0).isItems()) {
      return x;
    }
    Group one = wreath.each().get();
    int n = axes.get(0).size();
    var parts = new ArrayList<Tensor>();
    for (int i = 0; i < one.parts().size(); i++) {
      parts.add(VectorAction.copies(power, n, i).then(ArrayComponent::flat));
    }
    return item()
        .act(new Element(one, parts), List.of(flat(x)))
        .get(0)
        .reshape(x.shape().toArray());
  }

  /** (rows, n, …) as (rows · n, …). */
  private static Tensor flat(Tensor x) {
    long[] sizes = Arrays.copyOfRange(x.shape().toArray(), 1, x.rank());
    sizes[0] *= x.size(0);
    return x.reshape(sizes);
  }

  @Override
  public String acting() {
    var out = new LinkedHashSet<String>();
    axes.forEach(a -> out.addAll(a.acting()));
    return out.isEmpty() ? "all groups trivially" : String.join(", ", out);
  }

  @Override
  public boolean isConvex() {
    return !whole;
  }

  @Override
  public boolean isLinear(Group g) {
    return !whole && axes.stream().allMatch(a -> a.isLinear(g));
  }

  @Override
  public boolean isFixedBy(Group g) {
    return axes.stream().noneMatch(a -> a.moves(g));
  }

  @Override
  public List<Integer> unmixed(Group g) {
    return IntStream.range(0, axes.size()).filter(i -> !axes.get(i).mixes(g)).boxed().toList();
  }

  /** The usual name of it is that of vectors, where this has that of points. */
  @Override
  public Optional<Component> tangent() {
    if (whole) {
      return Optional.empty();
    }
    String vectors = isAffine() ? name.replaceFirst("^point", "vector") : name;
    return Optional.of(
        new ArrayComponent(vectors, axes.stream().map(Axis::tangent).toList(), false));
  }

  /** Standard normal numbers; of whole ones, 0 … labels − 1 alike. */
  @Override
  public List<Tensor> sample(String stream, long rows, int labels, boolean equal) {
    long[] sizes = parts().get(0).rows(rows).toArray();
    long[] drawn = sizes.clone();
    for (int i = 0; i < axes.size(); i++) {
      drawn[i + 1] = equal && axes.get(i).isItems() ? 1 : sizes[i + 1];
    }
    Shape shape = Shape.of(drawn);
    Tensor x =
        whole ? Draws.integers(stream, labels, shape) : Draws.normal(stream, shape, DType.FLOAT64);
    return List.of(x.expand(sizes));
  }

  @Override
  public String toString() {
    return name;
  }
}
