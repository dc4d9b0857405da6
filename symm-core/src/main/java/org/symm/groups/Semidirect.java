package org.symm.groups;

import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.symm.display.Refused;
import org.symm.tensor.DType;

/**
 * A semidirect product N ⋊ H: pairs (n, h) with (n, h)(m, k) = (n · (h ▷ m), h k), where H acts on
 * N by automorphisms. It acts on a space as (n, h)·x = n·(h·x).
 *
 * @param normal N
 * @param quotient H
 * @param twist the action ▷ of H on N
 */
public record Semidirect(Group normal, Group quotient, Twist twist) implements Composite {

  /** The twist must be defined for the two groups. */
  public Semidirect {
    Refused.unless(
        twist.fits(normal, quotient),
        "the twist %s is not an action of %s on %s by automorphisms",
        twist,
        quotient,
        normal);
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
  public List<Group> of() {
    return List.of(normal, quotient);
  }

  /** G of a wreath product S(n) ≀ G = Gⁿ ⋊ S(n). */
  public Optional<Group> each() {
    return twist == Twist.Named.PERMUTE
        ? Optional.of(Twist.Named.one(normal, ((Symmetric) quotient).n()))
        : Optional.empty();
  }

  /** The n of (n, h). */
  public Element normal(Element g) {
    return entry(g, 0);
  }

  /** The h of (n, h). */
  public Element quotient(Element g) {
    return entry(g, 1);
  }

  /** The element (n, h). */
  public Element pair(Element n, Element h) {
    return join(List.of(n, h));
  }

  @Override
  public Element multiply(Element g, Element k) {
    Surrogate.refuse(toString(), g.parts());
    Surrogate.refuse(toString(), k.parts());
    Element h = quotient(g);
    return pair(normal(g).times(twist.apply(h, normal(k))), h.times(quotient(k)));
  }

  /** (n, h)⁻¹ = (h⁻¹ ▷ n⁻¹, h⁻¹). */
  @Override
  public Element inverse(Element g) {
    Surrogate.refuse(toString(), g.parts());
    Element h = quotient(g).inverse();
    return pair(twist.apply(h, normal(g).inverse()), h);
  }

  /** D(n) turns and reflects the plane. */
  @Override
  public Optional<Hom> natural() {
    return twist == Twist.Named.INVERT ? Optional.of(Homs.polygon(this)) : Optional.empty();
  }

  @Override
  public Element sample(String stream, long rows, DType real) {
    return pair(
        normal.sample(stream + "/normal", rows, real),
        quotient.sample(stream + "/quotient", rows, real));
  }

  @Override
  public String toString() {
    return twist.name(normal, quotient);
  }
}
