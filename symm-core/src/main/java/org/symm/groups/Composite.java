package org.symm.groups;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** A group whose elements are tuples of elements of other groups: G × H × …, N ⋊ H. */
public sealed interface Composite extends Group permits Product, Semidirect {

  /** The groups of the entries of a tuple. */
  List<Group> of();

  @Override
  default List<Slot> parts() {
    return of().stream().flatMap(g -> g.parts().stream()).toList();
  }

  /** Where the parts of an entry begin, among those of a tuple. */
  default int start(int entry) {
    return of().subList(0, entry).stream().mapToInt(g -> g.parts().size()).sum();
  }

  /** An entry of a tuple. */
  default Element entry(Element g, int i) {
    return new Element(of().get(i), g.parts().subList(start(i), start(i + 1)));
  }

  /** The entries of a tuple. */
  default List<Element> split(Element g) {
    return IntStream.range(0, of().size()).mapToObj(i -> entry(g, i)).toList();
  }

  /** The tuple with the given entries. */
  default Element join(List<Element> entries) {
    return new Element(this, entries.stream().flatMap(e -> e.parts().stream()).toList());
  }

  /**
   * One result for each entry, where those with equal keys are worked out together.
   *
   * @param f the results of some entries, by their numbers
   */
  static <K, V> List<V> together(List<K> keys, Function<List<Integer>, List<V>> f) {
    var places = new LinkedHashMap<K, List<Integer>>();
    for (int i = 0; i < keys.size(); i++) {
      places.computeIfAbsent(keys.get(i), k -> new ArrayList<>()).add(i);
    }
    var out = new TreeMap<Integer, V>();
    for (List<Integer> at : places.values()) {
      List<V> found = f.apply(at);
      IntStream.range(0, at.size()).forEach(i -> out.put(at.get(i), found.get(i)));
    }
    return List.copyOf(out.values());
  }

  @Override
  default Element identity(long rows, DType real) {
    return join(of().stream().map(g -> g.identity(rows, real)).toList());
  }

  /** Those of each entry, with 1 for the others. */
  @Override
  default Optional<Element> generating(DType real) {
    var rows = new ArrayList<List<Tensor>>();
    for (int i = 0; i < of().size(); i++) {
      int at = i;
      Optional<Element> own = of().get(i).generating(real);
      if (own.isEmpty()) {
        return Optional.empty();
      }
      if (!own.get().parts().isEmpty()) {
        long n = own.get().parts().get(0).size(0);
        var entries =
            IntStream.range(0, of().size())
                .mapToObj(j -> j == at ? own.get() : of().get(j).identity(n, real))
                .toList();
        rows.add(join(entries).parts());
      }
    }
    return Optional.of(
        new Element(
            this,
            IntStream.range(0, parts().size())
                .mapToObj(p -> rows.stream().map(r -> r.get(p)).toArray(Tensor[]::new))
                .map(p -> Tensors.cat(0, p))
                .toList()));
  }

  @Override
  default Tensor residual(Element g) {
    return split(g).stream()
        .map(e -> e.group().residual(e).to(DType.FLOAT64))
        .reduce(Tensor::maximum)
        .orElseThrow();
  }

  @Override
  default String law() {
    return of().stream()
        .filter(g -> !g.parts().isEmpty())
        .map(g -> g instanceof Composite ? g.law() : g + ": " + g.law())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  @Override
  default Optional<String> noHaar() {
    return of().stream().flatMap(g -> g.noHaar().stream()).findFirst();
  }

  @Override
  default OptionalDouble finiteOrder() {
    var orders = of().stream().map(Group::finiteOrder).toList();
    return orders.stream().allMatch(OptionalDouble::isPresent)
        ? OptionalDouble.of(
            orders.stream().mapToDouble(OptionalDouble::getAsDouble).reduce(1, (a, b) -> a * b))
        : OptionalDouble.empty();
  }

  @Override
  default List<Group> factors() {
    return of().stream().flatMap(g -> g.factors().stream()).toList();
  }
}
