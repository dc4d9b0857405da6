package org.symm.groups;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/**
 * A semidirect product N ⋊ H: pairs (n, h) with (n, h)(m, k) = (n · (h ▷ m), h k), where H acts on
 * N by automorphisms. It acts on a space as (n, h)·x = n·(h·x).
 *
 * @param normal N
 * @param quotient H
 * @param twist the action ▷ of H on N
 */
public record Semidirect(Group normal, Group quotient, Twist twist) implements Group {

  /** The twist must be defined for the two groups. */
  public Semidirect {
    if (!twist.fits(normal, quotient)) {
      throw new IllegalArgumentException(
          "the twist "
              + twist
              + " is not an action of "
              + quotient
              + " on "
              + normal
              + " by automorphisms");
    }
  }

  /** N ⋊ H with an action of one's own of H on N by automorphisms, which is checked on samples. */
  public static Semidirect of(
      String name, Group normal, Group quotient, BinaryOperator<Element> action) {
    var g = new Semidirect(normal, quotient, new Own(name, action));
    Checks.twist(g);
    return g;
  }

  /** A twist of one's own. */
  private record Own(String name, BinaryOperator<Element> action) implements Twist {
    @Override
    public Element apply(Element h, Element n) {
      return action.apply(h, n);
    }

    @Override
    public boolean fits(Group normal, Group quotient) {
      return true;
    }

    @Override
    public String name(Group normal, Group quotient) {
      return name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @Override
  public String name() {
    return twist.name(normal, quotient);
  }

  @Override
  public List<Part> parts() {
    return Stream.concat(normal.parts().stream(), quotient.parts().stream()).toList();
  }

  /** G of a wreath product S(n) ≀ G = Gⁿ ⋊ S(n). */
  public Optional<Group> each() {
    return twist == Twist.Named.PERMUTE
        ? Optional.of(Twist.Named.one(normal, ((Symmetric) quotient).n()))
        : Optional.empty();
  }

  /** The n of (n, h). */
  public Element normal(Element g) {
    return new Element(normal, g.parts().subList(0, normal.parts().size()));
  }

  /** The h of (n, h). */
  public Element quotient(Element g) {
    return new Element(quotient, g.parts().subList(normal.parts().size(), g.parts().size()));
  }

  /** The element (n, h). */
  public Element pair(Element n, Element h) {
    return new Element(this, Stream.concat(n.parts().stream(), h.parts().stream()).toList());
  }

  @Override
  public Element identity(long rows, DType real) {
    return pair(normal.identity(rows, real), quotient.identity(rows, real));
  }

  @Override
  public Element multiply(Element g, Element k) {
    Element h = quotient(g);
    return pair(normal(g).times(twist.apply(h, normal(k))), h.times(quotient(k)));
  }

  /** (n, h)⁻¹ = (h⁻¹ ▷ n⁻¹, h⁻¹). */
  @Override
  public Element inverse(Element g) {
    Element h = quotient(g).inverse();
    return pair(twist.apply(h, normal(g).inverse()), h);
  }

  @Override
  public Tensor residual(Element g) {
    return normal
        .residual(normal(g))
        .to(DType.FLOAT64)
        .maximum(quotient.residual(quotient(g)).to(DType.FLOAT64));
  }

  /** D(n) turns and reflects the plane. */
  @Override
  public Optional<Hom> natural() {
    return twist == Twist.Named.INVERT ? Optional.of(Homs.polygon(this)) : Optional.empty();
  }

  @Override
  public Optional<String> noHaar() {
    return normal.noHaar().or(quotient::noHaar);
  }

  @Override
  public OptionalDouble finiteOrder() {
    return Group.finiteOrder(List.of(normal, quotient));
  }

  @Override
  public Element sample(String stream, long rows, DType real) {
    return pair(
        normal.sample(stream + "/normal", rows, real),
        quotient.sample(stream + "/quotient", rows, real));
  }

  @Override
  public List<Group> factors() {
    return Stream.concat(normal.factors().stream(), quotient.factors().stream()).toList();
  }

  @Override
  public String toString() {
    return name();
  }
}
