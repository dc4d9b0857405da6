package org.symm.learning;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.kernels.Kernel;
import org.symm.kernels.Noise;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/**
 * Rows of inputs with their targets.
 *
 * @param inputs one array for each part of a model's domain, rows first
 * @param targets what the loss compares predictions with, rows first
 */
public record Data(List<Array> inputs, List<Array> targets) implements DataSource {

  /** All arrays must have the same number of rows, at least one. */
  public Data {
    inputs = List.copyOf(inputs);
    targets = List.copyOf(targets);
    Refused.unless(
        !inputs.isEmpty() && !targets.isEmpty(),
        "data needs at least one array of inputs and of targets.");
    for (Array a : all(inputs, targets)) {
      if (a.shape().rank() == 0 || a.shape().size(0) < 1) {
        throw new IllegalArgumentException("data needs rows; an array has shape " + a.shape());
      }
      if (a.shape().size(0) != inputs.get(0).shape().size(0)) {
        throw new IllegalArgumentException(
            "arrays of data differ in their rows: %s and %s."
                .formatted(inputs.get(0).shape(), a.shape()));
      }
    }
  }

  /** One array of inputs with one of targets. */
  public static Data of(Array input, Array target) {
    return new Data(List.of(input), List.of(target));
  }

  /** Number of rows. */
  @Override
  public long rows() {
    return inputs.get(0).shape().size(0);
  }

  @Override
  public DType real() {
    return inputs.stream()
        .map(Array::dtype)
        .filter(DType::isFloating)
        .findFirst()
        .orElse(DType.FLOAT32);
  }

  @Override
  public Examples take(Tensor index, Noise u) {
    return new Examples(chosen(inputs, index), chosen(targets, index));
  }

  private static List<Tensor> chosen(List<Array> arrays, Tensor index) {
    return arrays.stream().map(a -> a.tensor().indexSelect(0, index)).toList();
  }

  /** The rows {@code from} (included) to {@code to} (excluded), sharing memory. */
  public Data rows(long from, long to) {
    return each(a -> a.rows(from, to));
  }

  private Data each(UnaryOperator<Array> f) {
    return new Data(inputs.stream().map(f).toList(), targets.stream().map(f).toList());
  }

  /**
   * These rows through a kernel in every step of a training, with fresh noise each time: see {@link
   * Through}. {@code data.through(move)} with move: X → X augments inputs, with X ⊗ Y → X ⊗ Y
   * inputs and targets together.
   */
  public Through through(Kernel kernel) {
    Refused.ifNull(kernel, "the kernel that rows pass");
    boolean alone = kernel.dom().parts().size() == inputs.size();
    return new Through(this, kernel, alone ? kernel.cod().parts().size() : inputs.size());
  }

  /**
   * The same where the kernel gives another number of inputs, as X → (X ⊗ time) ⊗ X for a
   * diffusion: the first arrays that it gives are inputs, the others targets.
   */
  public Through through(Kernel kernel, int inputs) {
    return new Through(this, kernel, inputs);
  }

  /** Parts of the given sizes, in order; rows left over are left out. */
  public List<Data> split(long... sizes) {
    var out = new ArrayList<Data>();
    long at = 0;
    for (long n : sizes) {
      Refused.unless(
          n >= 1 && at + n <= rows(),
          "%s rows do not split into parts of %s.",
          rows(),
          Arrays.toString(sizes));
      out.add(rows(at, at + n));
      at += n;
    }
    return out;
  }

  /** The rows in an order that the seed fixes. */
  public Data shuffled(long seed) {
    Array order = Array.of(permutation((int) rows(), seed));
    return each(a -> a.map(t -> t.indexSelect(0, order.tensor())));
  }

  /**
   * 0 … n − 1 in an order that the seed fixes (Fisher and Yates, on the JDK's L64X128MixRandom).
   */
  static long[] permutation(int n, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    long[] p = new long[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      p[i] = p[j];
      p[j] = i;
    }
    return p;
  }

  /** Where a number is infinite or NaN, as in {@code row 3 of input 0}. */
  Optional<String> notFinite() {
    return notFinite("input", inputs).or(() -> notFinite("target", targets));
  }

  private static Optional<String> notFinite(String kind, List<Array> arrays) {
    for (int i = 0; i < arrays.size(); i++) {
      Array a = arrays.get(i);
      if (a.dtype().isFloating()) {
        // Σ 0 x over a row: 0, or NaN where one of its numbers is not finite.
        try (Array zeros = a.map(x -> x.mul(0).reshape(x.size(0), -1).sum(1))) {
          double[] rows = zeros.doubles();
          for (int row = 0; row < rows.length; row++) {
            if (Double.isNaN(rows[row])) {
              return Optional.of("row " + row + " of " + kind + " " + i);
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  /** SHA-256 of element types, shapes and numbers, in hexadecimal. */
  @Override
  public String hash() {
    return hash(all());
  }

  /** Inputs, then targets. */
  List<Array> all() {
    return all(inputs, targets);
  }

  private static List<Array> all(List<Array> inputs, List<Array> targets) {
    return Stream.concat(inputs.stream(), targets.stream()).toList();
  }

  static String hash(List<Array> arrays) {
    MessageDigest sha;
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    for (Array a : arrays) {
      sha.update((a.dtype() + " " + a.shape() + "\n").getBytes(StandardCharsets.UTF_8));
      sha.update(a.bytes());
    }
    return HexFormat.of().formatHex(sha.digest());
  }
}
