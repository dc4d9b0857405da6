package org.symm.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/** A direct product G × H × …: everything happens factor by factor. */
public record Product(List<Group> of) implements Group {

  /** At least two factors, none of them trivial or itself a product: see {@link #of(Group...)}. */
  public Product {
    of = List.copyOf(of);
    if (of.size() < 2) {
      throw new IllegalArgumentException("a product needs at least two groups, not " + of);
    }
    if (of.stream().anyMatch(g -> g instanceof Trivial || g instanceof Product)) {
      throw new IllegalArgumentException(
          "a product is written flat and without the trivial group, not "
              + of
              + "; use times(...)");
    }
  }

  /** The product of groups, with trivial ones left out and products written flat. */
  public static Group of(Group... groups) {
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

  @Override
  public String name() {
    return of.stream().map(Group::name).collect(Collectors.joining("×"));
  }

  @Override
  public List<Part> parts() {
    return of.stream().flatMap(g -> g.parts().stream()).toList();
  }

  /** The element of each factor. */
  public List<Element> split(Element g) {
    var out = new ArrayList<Element>();
    int at = 0;
    for (Group f : of) {
      int n = f.parts().size();
      out.add(new Element(f, g.parts().subList(at, at + n)));
      at += n;
    }
    return out;
  }

  /** The element with the given factors. */
  public Element join(List<Element> elements) {
    return new Element(this, elements.stream().flatMap(e -> e.parts().stream()).toList());
  }

  private Element each(BiFunction<Group, Integer, Element> f) {
    var out = new ArrayList<Element>();
    for (int i = 0; i < of.size(); i++) {
      out.add(f.apply(of.get(i), i));
    }
    return join(out);
  }

  @Override
  public Element identity(long rows, DType real) {
    return each((f, i) -> f.identity(rows, real));
  }

  @Override
  public Element multiply(Element g, Element h) {
    var a = split(g);
    var b = split(h);
    return each((f, i) -> a.get(i).times(b.get(i)));
  }

  @Override
  public Element inverse(Element g) {
    var a = split(g);
    return each((f, i) -> a.get(i).inverse());
  }

  @Override
  public Tensor residual(Element g) {
    return split(g).stream()
        .map(e -> e.group().residual(e).to(DType.FLOAT64))
        .reduce(Tensor::maximum)
        .orElseThrow();
  }

  @Override
  public Optional<String> noHaar() {
    return of.stream().flatMap(g -> g.noHaar().stream()).findFirst();
  }

  @Override
  public OptionalDouble finiteOrder() {
    return Group.finiteOrder(of);
  }

  @Override
  public Element sample(String stream, long rows, DType real) {
    return each((f, i) -> f.sample(stream + "/" + i, rows, real));
  }

  @Override
  public List<Group> factors() {
    return of.stream().flatMap(g -> g.factors().stream()).toList();
  }

  @Override
  public String toString() {
    return name();
  }
}
