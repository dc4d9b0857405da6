package org.symm.groups;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * A finite group by its Cayley table; elements are held as their numbers, the identity is 0. Made
 * from a table, or from permutations or matrices that generate it; then it acts on arrays through
 * them.
 */
public final class FiniteGroup implements Numbered {

  /** Groups that generate more elements are refused. */
  private static final int LARGEST = 5_040;

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

  /** A named finite group as a group by table, with the same action on arrays. */
  public static FiniteGroup of(Group g) {
    if (g instanceof FiniteGroup f) {
      return f;
    }
    int[][] table = Enumeration.table(g);
    List<Array> all = Enumeration.of(g).orElseThrow();
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
                        g.parts().isEmpty() ? g.identity(rows, real) : Enumeration.at(g, e.only()))
                .injective(e -> Element.of(f, Enumeration.index(e)))
                .onto(new Trivial()));
  }

  /** The group of permutations that some generate; it permutes items. */
  public static FiniteGroup permutations(String name, int[]... generators) {
    int n = generators[0].length;
    for (int[] p : generators) {
      if (!Arrays.equals(Arrays.stream(p).sorted().toArray(), IntStream.range(0, n).toArray())) {
        throw new IllegalArgumentException(
            Arrays.toString(p) + " is not a permutation of 0 … " + (n - 1));
      }
    }
    return generated(
        name,
        IntStream.range(0, n).toArray(),
        generators,
        (p, q) -> Arrays.stream(q).map(i -> p[i]).toArray(),
        Arrays::toString,
        (f, all) -> {
          Group s = new Symmetric(n);
          long[] flat = all.stream().flatMapToInt(Arrays::stream).asLongStream().toArray();
          Tensor each = Tensors.constant(Array.of(flat, all.size(), n));
          return Hom.known(f, s, (e, rows, real) -> Element.of(s, each.indexSelect(0, e.only())));
        });
  }

  /** The group of d × d matrices that some generate; it acts on vectors of ℝᵈ. */
  public static FiniteGroup matrices(String name, double[][]... generators) {
    int d = generators[0].length;
    RealMatrix one = MatrixUtils.createRealIdentityMatrix(d);
    return generated(
        name,
        one,
        Arrays.stream(generators).map(MatrixUtils::createRealMatrix).toArray(RealMatrix[]::new),
        RealMatrix::multiply,
        CayleyTable::key,
        (f, all) -> {
          String unit = CayleyTable.key(one);
          boolean orthogonal =
              all.stream().allMatch(m -> CayleyTable.key(m.multiply(m.transpose())).equals(unit));
          MatrixGroup g = orthogonal ? Classical.orthogonal(d, false) : Classical.general(d, false);
          double[] flat =
              MatrixLaws.flat(all.stream().map(RealMatrix::getData).toArray(double[][][]::new));
          Tensor each = Tensors.constant(Array.of(flat, all.size(), d, d));
          return Hom.known(
              f, g, (e, rows, real) -> Element.of(g, each.to(real).indexSelect(0, e.only())));
        });
  }

  /** All products of generators, found breadth first; labelled by words in a, b, c, …. */
  private static <T> FiniteGroup generated(
      String name,
      T one,
      T[] generators,
      BinaryOperator<T> times,
      Function<T, String> key,
      BiFunction<FiniteGroup, List<T>, Hom> acting) {
    var all = new ArrayList<>(List.of(one));
    var words = new ArrayList<>(List.of(""));
    Map<String, Integer> at = new HashMap<>(Map.of(key.apply(one), 0));
    for (int i = 0; i < all.size(); i++) {
      for (int k = 0; k < generators.length; k++) {
        T next = times.apply(all.get(i), generators[k]);
        if (at.putIfAbsent(key.apply(next), all.size()) == null) {
          all.add(next);
          words.add(words.get(i) + (char) ('a' + k));
        }
        if (all.size() > LARGEST) {
          throw Refused.because(
              "the generators of %s give more than %s elements; use a named group, or a matrix"
                  + " group by its Lie algebra",
              name, LARGEST);
        }
      }
    }
    int[][] table =
        all.stream()
            .map(
                g ->
                    all.stream()
                        .mapToInt(
                            h -> CayleyTable.found(name, at.get(key.apply(times.apply(g, h)))))
                        .toArray())
            .toArray(int[][]::new);
    var labels = words.stream().map(CayleyTable::word).toList();
    return new FiniteGroup(
        name, labels, table, all.stream().map(key).toList(), f -> acting.apply(f, all));
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
    if (i < 0) {
      throw new IllegalArgumentException(name + " has no element " + label + " in " + labels);
    }
    return Element.of(this, Tensors.full(Shape.of(rows), i, DType.INT64));
  }

  @Override
  public Optional<Hom> natural() {
    return natural;
  }

  @Override
  public Element multiply(Element g, Element h) {
    return Element.of(this, products.indexSelect(0, g.only().mul(order()).add(h.only())));
  }

  @Override
  public Element inverse(Element g) {
    return Element.of(this, inverses.indexSelect(0, g.only()));
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
