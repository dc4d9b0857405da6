package org.symm.exact;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.symm.display.Displayed;
import org.symm.display.Html;
import org.symm.groups.ElementList;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.groups.PointRows;
import org.symm.kernels.Kernels;
import org.symm.spaces.Points;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;

/**
 * Where a function Γ: X → G/φ(H) can be G-equivariant, for a finite group. As Γ(x) = Γ(h·x) =
 * h·Γ(x) for h in the stabiliser G_x, it exists just where G_x fixes a coset. A random Γ exists
 * everywhere: uniform on the orbit of any coset under G_x.
 *
 * @param phi φ: H → G
 * @param inputs the points x
 * @param elements the elements of G
 * @param orbits one for each orbit of G among the points
 */
public record Existence(Hom phi, Points inputs, Points elements, List<Orbit> orbits)
    implements Displayed {

  /** Most pairs of an element and a point. */
  private static final int LISTED = 20_000;

  private static final int OUTSIDE = -1;

  /**
   * An orbit of G.
   *
   * @param input number of its first point x
   * @param points how many of the points are in it
   * @param stabiliser numbers of the elements of G_x
   * @param fixed numbers of the cosets that G_x fixes
   */
  public record Orbit(int input, int points, List<Integer> stabiliser, List<Integer> fixed) {}

  /** For all points of a finite space. */
  public static Existence of(Space x, Hom phi) {
    return of(Points.of(x), phi);
  }

  /** For some points. */
  public static Existence of(Points x, Hom phi) {
    Group g = phi.target();
    Points elements = Points.of(Spaces.elements(g));
    int[][] moved = moved(g, elements, x);
    Points cosets = Points.of(Spaces.cosets(phi.coset()));
    int[][] movedCosets = moved(g, elements, cosets);
    Set<Integer> met = new HashSet<>();
    var orbits = new ArrayList<Orbit>();
    for (int i = 0; i < x.size(); i++) {
      if (met.contains(i)) {
        continue;
      }
      int at = i;
      var orbit =
          Arrays.stream(moved)
              .map(row -> row[at])
              .filter(p -> p != OUTSIDE)
              .collect(Collectors.toSet());
      met.addAll(orbit);
      var stabiliser = where(elements.size(), e -> moved[e][at] == at);
      var fixed =
          where(cosets.size(), q -> stabiliser.stream().allMatch(e -> movedCosets[e][q] == q));
      orbits.add(new Orbit(i, orbit.size(), stabiliser, fixed));
    }
    return new Existence(phi, x, elements, List.copyOf(orbits));
  }

  /** Whether group and space are finite and so small that all of this is quickly listed. */
  public static boolean isListed(Space x, Group g) {
    return ElementList.of(g).isPresent()
        && Points.count(Spaces.elements(g).times(x)).orElse(Double.POSITIVE_INFINITY) <= LISTED;
  }

  /** For each element, where it moves each point: the number of a point, or outside. */
  private static int[][] moved(Group g, Points elements, Points x) {
    int n = x.size();
    int[][] out = new int[elements.size()][];
    if (x.parts().isEmpty() || g.parts().isEmpty()) {
      Arrays.fill(out, IntStream.range(0, n).toArray());
      return out;
    }
    var number = new HashMap<LongBuffer, Integer>();
    x.rows().forEach(row -> number.put(PointRows.key(row), number.size()));
    var rows = PointRows.rows(Kernels.action(g, x.space()).run(0, elements.times(x).parts()));
    Arrays.setAll(
        out,
        e ->
            rows.subList(e * n, (e + 1) * n).stream()
                .mapToInt(row -> number.getOrDefault(PointRows.key(row), OUTSIDE))
                .toArray());
    return out;
  }

  private static List<Integer> where(int n, IntPredicate holds) {
    return IntStream.range(0, n).filter(holds).boxed().toList();
  }

  /** Whether a function Γ exists: on every orbit. */
  public boolean deterministic() {
    return obstructions().isEmpty();
  }

  /** The orbits on which no function Γ exists. */
  public List<Orbit> obstructions() {
    return orbits.stream().filter(o -> o.fixed.isEmpty()).toList();
  }

  /** The first reason why a function Γ does not exist, and what to use; empty if it does. */
  public String obstruction() {
    return obstructions().stream()
        .findFirst()
        .map(
            o ->
                String.format(
                    "no function to %s is equivariant at x = %s: the stabiliser %s of x in %s fixes no"
                        + " coset; choose at random among those that it moves, as haar(%s) does, or"
                        + " average over them with weights",
                    phi.coset(), inputs.name(o.input), stabiliser(o), phi.target(), phi.target()))
        .orElse("");
  }

  /** The stabiliser of an orbit's first point, as {@code {0, 2}}. */
  public String stabiliser(Orbit o) {
    int shown = Math.min(8, o.stabiliser.size());
    return o.stabiliser.subList(0, shown).stream()
        .map(elements::name)
        .collect(
            Collectors.joining(
                ", ", "{", shown < o.stabiliser.size() ? ", … " + o.stabiliser.size() + "}" : "}"));
  }

  @Override
  public Map<String, String> display() {
    var rows =
        orbits.stream()
            .map(
                o ->
                    List.of(
                        inputs.name(o.input),
                        String.valueOf(o.points),
                        stabiliser(o),
                        String.valueOf(o.fixed.size()),
                        o.fixed.isEmpty() ? "random only" : "a function"))
            .toList();
    var head =
        List.of("x", "listed points of its orbit", "stabiliser", "cosets it fixes", "Γ at x");
    return Map.of("text/html", Html.caption(toString()) + Html.table(head, rows));
  }

  /** As in {@code Γ: set(4) → C(4), a function on 1 of 2 orbits}. */
  @Override
  public String toString() {
    int good = orbits.size() - obstructions().size();
    return String.format(
        "Γ: %s → %s, a function on %s of %s orbits",
        inputs.space(), phi.coset(), good, orbits.size());
  }
}
