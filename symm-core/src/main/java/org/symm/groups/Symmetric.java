package org.symm.groups;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.symm.engine.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * S(n): the permutations of n items, held as the indices π(0) … π(n−1). (πσ)(i) = π(σ(i)); A(n):
 * those that are even.
 */
public record Symmetric(int n, boolean even) implements Group {

  /** n must be at least 1. */
  public Symmetric {
    if (n < 1) {
      throw new IllegalArgumentException(
          (even ? "A(n)" : "S(n)") + " needs n of at least 1, not " + n);
    }
  }

  /** S(n). */
  public Symmetric(int n) {
    this(n, false);
  }

  @Override
  public List<Slot> parts() {
    return List.of(Slot.whole(n));
  }

  @Override
  public Element identity(long rows, DType real) {
    return Element.identity(this, Tensors.range(n, DType.INT64).unsqueeze(0).expand(rows, n));
  }

  @Override
  public Element multiply(Element g, Element h) {
    Tensor both = g.only().gather(1, h.only());
    return Element.of(this, Surrogate.product(this, g.only(), h.only(), both));
  }

  @Override
  public Element inverse(Element g) {
    Tensor back = g.only().inversePermutation(1);
    return Element.of(this, Surrogate.inverse(this, g.only(), back));
  }

  @Override
  public Tensor residual(Element g) {
    Tensor sorted = g.only().sort(1, false)[0];
    Tensor off = sorted.sub(Tensors.range(n, DType.INT64)).abs().to(DType.FLOAT64).max(1);
    return even ? off.maximum(parity(g.only()).to(DType.FLOAT64)) : off;
  }

  @Override
  public OptionalDouble finiteOrder() {
    return OptionalDouble.of(
        IntStream.rangeClosed(even ? 3 : 1, n).asDoubleStream().reduce(1, (a, b) -> a * b));
  }

  /** (0 1) and i ↦ i + 1; of A(n) the cycles 0 → 1 → i → 0, or 1 where there is none. */
  @Override
  public Optional<Element> generating(DType real) {
    var all = new ArrayList<int[]>();
    if (even) {
      for (int i = 2; i < n; i++) {
        int[] p = IntStream.range(0, n).toArray();
        p[0] = 1;
        p[1] = i;
        p[i] = 0;
        all.add(p);
      }
    } else if (n > 1) {
      int[] swap = IntStream.range(0, n).toArray();
      swap[0] = 1;
      swap[1] = 0;
      all.add(swap);
      all.add(IntStream.range(0, n).map(i -> (i + 1) % n).toArray());
    }
    if (all.isEmpty()) {
      return Optional.of(identity(1, real));
    }
    long[] flat = all.stream().flatMapToInt(Arrays::stream).asLongStream().toArray();
    return Optional.of(Element.of(this, Array.of(flat, all.size(), n).tensor()));
  }

  @Override
  public Element sample(String stream, long rows, DType real) {
    Tensor p = Draws.permutations(stream, Shape.of(rows), n);
    return Element.of(this, even && n > 1 ? Permutations.exchanged(p, parity(p)) : p);
  }

  /** 0 for even permutations, 1 for odd ones. */
  private static Tensor parity(Tensor p) {
    return Permutations.inversions(p).mod(2);
  }

  @Override
  public String law() {
    return "each of 0 … " + (n - 1) + " once" + (even ? ", in an even permutation" : "");
  }

  @Override
  public String toString() {
    return (even ? "A(" : "S(") + n + ")";
  }
}
