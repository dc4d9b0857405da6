package org.symm.groups;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import org.symm.display.Refused;

/**
 * The elements that some generate, found breadth first: each but the first, the identity, is an
 * earlier one times a generator.
 *
 * @param all the elements
 * @param words how each is made, a letter for each generator
 * @param before the number of the earlier element
 * @param last the number of the generator
 * @param next the number of element i times generator k, in row i
 */
record Generated<T>(
    List<T> all, List<String> words, List<Integer> before, List<Integer> last, List<int[]> next) {

  /** Groups with more elements are refused. */
  static final int LARGEST = 5_040;

  /** The elements met so far, which knows an element again. */
  interface Known<T> {
    /** The number of an element; a new one gets the number given. */
    int number(T element, int ifNew);
  }

  /**
   * All products of generators.
   *
   * @param hint what to say besides where they are too many
   */
  static <T> Generated<T> by(
      String name, T one, T[] generators, BinaryOperator<T> times, Known<T> known, String hint) {
    var g =
        new Generated<T>(
            new ArrayList<>(List.of(one)),
            new ArrayList<>(List.of("")),
            new ArrayList<>(List.of(0)),
            new ArrayList<>(List.of(0)),
            new ArrayList<>());
    known.number(one, 0);
    for (int i = 0; i < g.all.size(); i++) {
      int[] row = new int[generators.length];
      for (int k = 0; k < row.length; k++) {
        T product = times.apply(g.all.get(i), generators[k]);
        row[k] = known.number(product, g.all.size());
        if (row[k] == g.all.size()) {
          g.all.add(product);
          g.words.add(g.words.get(i) + (char) ('a' + k));
          g.before.add(i);
          g.last.add(k);
        }
        if (g.all.size() > LARGEST) {
          throw Refused.because(
              "the generators of %s give more than %s elements; use a named group, or a matrix"
                  + " group by its Lie algebra%s",
              name, LARGEST, hint);
        }
      }
      g.next.add(row);
    }
    return g;
  }

  /** The Cayley table: gᵢ gⱼ = (gᵢ g) a for gⱼ = g a with a generator a. */
  int[][] table() {
    int n = all.size();
    int[][] out = new int[n][n];
    for (int i = 0; i < n; i++) {
      out[i][0] = i;
      for (int j = 1; j < n; j++) {
        out[i][j] = next.get(out[i][before.get(j)])[last.get(j)];
      }
    }
    return out;
  }

  /** Whether each generator leads from different elements to different ones. */
  boolean cancels() {
    for (int k = 0; k < next.get(0).length; k++) {
      int at = k;
      if (next.stream().mapToInt(row -> row[at]).distinct().count() < all.size()) {
        return false;
      }
    }
    return true;
  }

  /** The same products of other generators, in the same order. */
  List<T> of(T[] generators, BinaryOperator<T> times) {
    var out = new ArrayList<>(List.of(all.get(0)));
    for (int i = 1; i < all.size(); i++) {
      out.add(times.apply(out.get(before.get(i)), generators[last.get(i)]));
    }
    return out;
  }

  /** The elements by name: a, a²b, …. */
  List<String> labels() {
    return words.stream().map(CayleyTable::word).toList();
  }

  @Override
  public String toString() {
    return all.size() + " elements, " + Arrays.toString(next.get(0));
  }
}
