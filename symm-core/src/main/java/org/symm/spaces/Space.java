package org.symm.spaces;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symm.display.Displayed;
import org.symm.display.Html;
import org.symm.display.Refused;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.groups.Slot;
import org.symm.groups.Surrogate;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * A space X: a product of components, each an array or a set of cosets, with the actions of groups
 * on it. A batch of points is one tensor for each part, rows first.
 *
 * @param components the factors, in order
 */
public record Space(List<Component> components) implements Displayed {

  /** Copies the components. */
  public Space {
    components = List.copyOf(components);
    double count = 0;
    for (Component c : components) {
      count += c.parts().stream().mapToDouble(p -> p.shape().count()).sum();
    }
    Spaces.demandWidth("a space of " + components.size() + " components", count);
  }

  /** The usual name: the components' names joined by ⊗; I for none. */
  public String name() {
    return components.isEmpty()
        ? "I"
        : components.stream().map(Component::name).collect(Collectors.joining(" ⊗ "));
  }

  /** How a point is held. */
  public List<Slot> parts() {
    return components.stream().flatMap(c -> c.parts().stream()).toList();
  }

  /** X ⊗ Y. */
  public Space times(Space other) {
    Refused.ifNull(other, "the space beside %s", this);
    return new Space(Stream.concat(components.stream(), other.components.stream()).toList());
  }

  /** The same space seen by H through φ: H → G (restriction). */
  public Space along(Hom phi) {
    Refused.ifNull(phi, "the homomorphism along which to restrict %s", this);
    demand(phi.target());
    return new Space(components.stream().map(c -> (Component) new Restricted(c, phi)).toList());
  }

  /**
   * The arrays alone, without the homomorphisms that they are restricted along: what runs on a wire
   * of one space runs on a wire of another with the same underlying space.
   */
  public Space underlying() {
    return new Space(components.stream().map(Component::underlying).toList());
  }

  /** Whether the group acts on every component. */
  public boolean admits(Group g) {
    Refused.ifNull(g, "the group that may act on %s", this);
    return components.stream().allMatch(c -> c.refusal(g).isEmpty());
  }

  /** Stops with the reason if the group does not act here. */
  public void demand(Group g) {
    Refused.ifNull(g, "the group that should act on %s", this);
    Refused.ifPresent(
        components.stream().flatMap(c -> c.refusal(g).stream()).findFirst().map(why -> why + "."));
  }

  /** g·x, row by row. */
  public List<Tensor> act(Element g, List<Tensor> x) {
    for (Group h : Surrogate.groups(g)) {
      Refused.unless(
          isSummable(h),
          "a choice from %s with a surrogate gradient acts as a sum of its elements, on spaces on"
              + " which it acts by linear maps, not on %s; take a Γ without surrogate gradient, or"
              + " keep what is no array of real numbers apart.",
          h,
          this);
    }
    return Surrogate.act(g, x, this::move);
  }

  /**
   * Whether sums of g·x over elements of a group mean something: it acts by linear maps, or not at
   * all. A mask moves with its items and passes no gradient itself.
   */
  public boolean isSummable(Group g) {
    return Masks.without(this).components().stream().allMatch(c -> c.isFixedBy(g) || c.isLinear(g));
  }

  private List<Tensor> move(Element g, List<Tensor> x) {
    return Slot.each(components, Component::parts, x, (c, own) -> c.act(g, own)).stream()
        .flatMap(List::stream)
        .toList();
  }

  /** How many numbers a point has. */
  public int width() {
    return (int) parts().stream().mapToLong(p -> p.shape().count()).sum();
  }

  /** The numbers of points beside each other: (rows, width). */
  public Tensor flat(List<Tensor> x) {
    return Tensors.cat(1, x.stream().map(p -> p.reshape(p.size(0), -1)).toArray(Tensor[]::new));
  }

  /** The points whose numbers these are, (rows, width): the inverse of {@link #flat}. */
  public List<Tensor> rows(Tensor numbers) {
    var out = new ArrayList<Tensor>();
    long at = 0;
    for (Slot p : parts()) {
      long next = at + p.shape().count();
      out.add(numbers.slice(1, at, next).reshape(p.rows(numbers.size(0)).toArray()));
      at = next;
    }
    return out;
  }

  /** Whether averages of points are points. */
  public boolean isConvex() {
    return components.stream().allMatch(Component::isConvex);
  }

  /** Whether the group acts by linear maps. */
  public boolean isLinear(Group g) {
    return components.stream().allMatch(c -> c.isLinear(g));
  }

  /** Whether every element of the group leaves every point where it is. */
  public boolean isFixedBy(Group g) {
    return components.stream().allMatch(c -> c.isFixedBy(g));
  }

  @Override
  public Map<String, String> display() {
    var rows =
        components.stream().map(c -> List.of(c.name(), Slot.words(c.parts()), c.acting())).toList();
    return Map.of(
        "text/html",
        Html.caption(name()) + Html.table(List.of("component", "held as", "who acts"), rows));
  }

  @Override
  public String toString() {
    return name();
  }
}
