package org.symm.certificates;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.symm.engine.Array;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/**
 * What a row of a certificate is tried on: inputs x and elements g of the whole group, one each
 * row, in float64.
 *
 * @param name of the factor of the group
 * @param x inputs, one array for each part of the domain
 * @param g elements, one array for each part of the group
 * @param leftAlone the components of the domain on which g·x = x for every row
 * @param distances of the elements from the identity, as in {@link Finding.Tried}
 */
record Probe(
    String name,
    Group group,
    List<Array> x,
    List<Array> g,
    List<String> leftAlone,
    double[] distances) {

  /** The name of the trial of inputs in other places: whether a row depends on the others. */
  static final String ROWS = "rows";

  /** The name of the trial of symmetric clouds, by elements of the whole group. */
  static final String SYMMETRIC = "symmetric";

  /**
   * The name of the trial of inputs at which noise decides, of a kernel that else is a function.
   */
  static final String TIES = "ties";

  long rows() {
    return distances.length;
  }

  /** The elements with real numbers of a type, each repeated in place. */
  Element element(DType real, long times) {
    var parts = Array.tensors(g).stream().map(t -> t.toReal(real));
    return new Element(group, parts.map(t -> t.repeatInterleave(times, 0)).toList());
  }

  /** The inputs with real numbers of a type. */
  List<Tensor> points(DType real) {
    return Array.tensors(x).stream().map(t -> t.toReal(real)).toList();
  }

  /** The same at some of its rows. */
  Probe at(int... rows) {
    return new Probe(
        name,
        group,
        x.stream().map(a -> taken(a, rows)).toList(),
        g.stream().map(a -> taken(a, rows)).toList(),
        leftAlone,
        IntStream.of(rows).mapToDouble(i -> distances[i]).toArray());
  }

  /** The rows of several trials of one group, one after the other. */
  static Probe joined(String name, List<Probe> of) {
    Probe first = of.get(0);
    return new Probe(
        name,
        first.group,
        joined(of.stream().map(Probe::x).toList()),
        joined(of.stream().map(Probe::g).toList()),
        List.of(),
        of.stream().flatMapToDouble(t -> Arrays.stream(t.distances)).toArray());
  }

  private static List<Array> joined(List<List<Array>> of) {
    return IntStream.range(0, of.get(0).size())
        .mapToObj(i -> Array.join(of.stream().map(a -> a.get(i)).toList()))
        .toList();
  }

  /** Some rows of an array. */
  static Array taken(Array a, int... rows) {
    Tensor at = Array.of(IntStream.of(rows).asLongStream().toArray(), rows.length).tensor();
    return a.map(t -> t.indexSelect(0, at));
  }

  /** What was found at each element, with its distance from the identity. */
  List<Finding.Tried> tried(double[] found) {
    return IntStream.range(0, found.length)
        .mapToObj(i -> new Finding.Tried(distances[i], found[i]))
        .toList();
  }

  /** A row, to be looked at. */
  Finding.Worst worst(int at, DoubleSupplier again) {
    return new Finding.Worst(row(x, at), row(g, at), again);
  }

  private static List<Array> row(List<Array> arrays, int i) {
    return arrays.stream().map(a -> a.rows(i, i + 1).copy()).toList();
  }
}
