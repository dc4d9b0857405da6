package org.symm.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.symm.display.Refused;
import org.symm.tensor.DType;

/** A direct product G × H × …: everything happens factor by factor. */
public record Product(List<Group> of) implements Composite {

  /** At least two factors, none of them trivial or itself a product: see {@link #of(Group...)}. */
  public Product {
    of = List.copyOf(of);
    Refused.unless(of.size() >= 2, "a product needs at least two groups, not %s", of);
    if (of.stream().anyMatch(g -> g instanceof Trivial || g instanceof Product)) {
      throw Refused.because(
          "a product is written flat and without the trivial group, not %s; use times(...)", of);
    }
  }

  /** The product of groups, with trivial ones left out and products written flat. */
  public static Group of(Group... groups) {
    return of(List.of(groups));
  }

  static Group of(List<? extends Group> groups) {
    var flat = new ArrayList<Group>();
    for (Group g : groups) {
      if (g instanceof Product p) {
        flat.addAll(p.of);
      } else if (!(g instanceof Trivial)) {
        flat.add(g);
      }
    }
    return flat.isEmpty() ? new Trivial() : flat.size() == 1 ? flat.get(0) : new Product(flat);
  }

  private Element each(IntFunction<Element> factor) {
    return join(IntStream.range(0, of.size()).mapToObj(factor).toList());
  }

  @Override
  public Element multiply(Element g, Element h) {
    return each(i -> entry(g, i).times(entry(h, i)));
  }

  @Override
  public Element inverse(Element g) {
    return each(i -> entry(g, i).inverse());
  }

  /** Equal factors are drawn together, independent of each other, by the first of them. */
  @Override
  public Element sample(String stream, long rows, DType real) {
    return join(
        Composite.together(
            of,
            at ->
                of.get(at.get(0))
                    .sample(stream + "/" + at.get(0), at.size() * rows, real)
                    .split(at.size())));
  }

  @Override
  public String toString() {
    return of.stream().map(Group::name).collect(Collectors.joining("×"));
  }
}
