package org.symm.groups;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.RealMatrix;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * A finite group by its Cayley table; elements are held as their numbers, the identity is 0. Made
 * from a table, or from permutations or matrices that generate it; then it acts on arrays through
 * them.
 */
public final class FiniteGroup implements IndexedGroup {

  private final String name;
  private final List<String> labels;
  private final int[][] table;
  private final Tensor products;
  private final Tensor inverses;
  private final List<String> acting;
  private final Optional<Hom> natural;

  /** With what the elements act as, in words, besides the homomorphism that says so. */
  private FiniteGroup(
      String name,
      List<String> labels,
      int[][] table,
      List<String> acting,
      Function<FiniteGroup, Hom> natural) {
    this.name = name;
    this.labels = List.copyOf(labels);
    this.table = table;
    this.products = FiniteCosets.column(Arrays.stream(table).flatMapToInt(Arrays::stream));
    this.inverses = FiniteCosets.column(Arrays.stream(CayleyTable.inverses(name, labels, table)));
    this.acting = acting;
    this.natural = Optional.ofNullable(natural.apply(this));
  }

  /**
   * A group by its table: entry (i, j) is the number of gᵢ gⱼ. The axioms are checked.
   *
   * @throws IllegalArgumentException naming elements that violate an axiom
   */
  public static FiniteGroup table(String name, List<String> labels, int[][] table) {
    CayleyTable.check(name, labels, table);
    return new FiniteGroup(name, labels, table, List.of(), g -> null);
  }

  /**
   * A named finite group as a group by table, with the same action on arrays.
   *
   * @throws IllegalArgumentException if the group is infinite, not known to be finite, or has more
   *     than 5,040 elements
   */
  public static FiniteGroup of(Group g) {
    if (g instanceof FiniteGroup f) {
      return f;
    }
    if (g.finiteOrder().orElse(0) > Generated.LARGEST) {
      throw Refused.because(
          "%s has %.0f elements, and a group by table at most %s; use %s itself: it acts and is"
              + " drawn from without a table",
          g, g.finiteOrder().getAsDouble(), Generated.LARGEST, g);
    }
    int[][] table = ElementList.table(g);
    List<Array> all = ElementList.of(g).orElseThrow();
    List<String> labels =
        IntStream.range(0, table.length).mapToObj(i -> Checks.words(g, all, i)).toList();
    return new FiniteGroup(
        g.name(),
        labels,
        table,
        List.of(),
        f ->
            Hom.known(
                    f + " by table → " + g,
                    f,
                    g,
                    (e, rows, real) ->
                        g.parts().isEmpty() ? g.identity(rows, real) : ElementList.at(g, e.only()))
                .injective(e -> Element.of(f, ElementList.index(e)))
                .onto(new Trivial()));
  }

  /** The group of permutations that some generate; it permutes items. */
  public static FiniteGroup permutations(String name, int[]... generators) {
    Refused.unless(
        generators.length != 0, "%s needs at least one permutation to generate it", name);
    int n = generators[0].length;
    int[] one = IntStream.range(0, n).toArray();
    for (int[] p : generators) {
      if (n == 0 || !Arrays.equals(Arrays.stream(p).sorted().toArray(), one)) {
        throw new IllegalArgumentException(
            Arrays.toString(p) + " is not a permutation of 0 … " + (n - 1));
      }
    }
    Map<String, Integer> at = new HashMap<>();
    var g =
        Generated.by(
            name,
            one,
            generators,
            (p, q) -> Arrays.stream(q).map(i -> p[i]).toArray(),
            (p, ifNew) -> {
              Integer known = at.putIfAbsent(Arrays.toString(p), ifNew);
              return known == null ? ifNew : known;
            },
            "");
    return generated(
        name,
        g,
        g.all().stream().map(Arrays::toString).toList(),
        f -> {
          Group s = new Symmetric(n);
          long[] flat = g.all().stream().flatMapToInt(Arrays::stream).asLongStream().toArray();
          Tensor each = Array.of(flat, g.all().size(), n).tensor();
          return Hom.known(f, s, (e, rows, real) -> Element.of(s, each.indexSelect(0, e.only())));
        });
  }

  /**
   * The group of d × d matrices that some generate; it acts on vectors of ℝᵈ. Entries may be
   * rounded to 6 digits and more: the elements are the matrices of the group next to them.
   *
   * @throws IllegalArgumentException if the matrices are not square, finite and of one size, or
   *     miss those of a finite group, or generate more than 5,040
   */
  public static FiniteGroup matrices(String name, double[][]... generators) {
    Representation r = Representation.of(name, generators);
    int d = generators[0].length;
    return generated(
        name,
        r.group(),
        r.matrices().stream().map(CayleyTable::key).toList(),
        f -> {
          MatrixGroup g =
              r.isOrthogonal() ? Classical.orthogonal(d, false) : Classical.general(d, false);
          double[] flat =
              MatrixLaws.flat(
                  r.matrices().stream().map(RealMatrix::getData).toArray(double[][][]::new));
          Tensor each = Array.of(flat, r.matrices().size(), d, d).tensor();
          return Hom.known(
              f, g, (e, rows, real) -> Element.of(g, each.to(real).indexSelect(0, e.only())));
        });
  }

  private static FiniteGroup generated(
      String name, Generated<?> g, List<String> acting, Function<FiniteGroup, Hom> natural) {
    return new FiniteGroup(name, g.labels(), g.table(), acting, natural);
  }

  @Override
  public int order() {
    return table.length;
  }

  /** The names of the elements. */
  public List<String> labels() {
    return labels;
  }

  /** The Cayley table: entry (i, j) is the number of gᵢ gⱼ. */
  public int[][] table() {
    return Arrays.stream(table).map(int[]::clone).toArray(int[][]::new);
  }

  /** The element of a name, once for each row. */
  public Element element(String label, long rows) {
    int i = labels.indexOf(label);
    Refused.unless(i >= 0, "%s has no element %s in %s", name, label, labels);
    return Element.of(this, Tensors.full(Shape.of(rows), i, DType.INT64));
  }

  /**
   * Elements in their order, each that the ones before it do not generate; 1 for the group of 1.
   */
  @Override
  public Optional<Element> generating(DType real) {
    var generators = new ArrayList<Integer>();
    var reached = new BitSet();
    reached.set(0);
    for (int g = 1; g < order(); g++) {
      if (!reached.get(g)) {
        generators.add(g);
        reached = subgroup(generators);
      }
    }
    IntStream all = generators.isEmpty() ? IntStream.of(0) : generators.stream().mapToInt(i -> i);
    return Optional.of(Element.of(this, FiniteCosets.column(all)));
  }

  /** What some elements generate: products on the right until there are no new ones. */
  private BitSet subgroup(List<Integer> generators) {
    var reached = new BitSet();
    reached.set(0);
    var waiting = new ArrayDeque<>(List.of(0));
    while (!waiting.isEmpty()) {
      int[] row = table[waiting.poll()];
      for (int g : generators) {
        if (!reached.get(row[g])) {
          reached.set(row[g]);
          waiting.add(row[g]);
        }
      }
    }
    return reached;
  }

  @Override
  public Optional<Hom> natural() {
    return natural;
  }

  @Override
  public Element multiply(Element g, Element h) {
    Tensor both = products.indexSelect(0, g.only().mul(order()).add(h.only()));
    return Element.of(this, Surrogate.product(this, g.only(), h.only(), both));
  }

  @Override
  public Element inverse(Element g) {
    Tensor back = inverses.indexSelect(0, g.only());
    return Element.of(this, Surrogate.inverse(this, g.only(), back));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof FiniteGroup g
        && g.name.equals(name)
        && Arrays.deepEquals(g.table, table)
        && g.acting.equals(acting)
        && g.natural.map(Hom::target).equals(natural.map(Hom::target));
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
