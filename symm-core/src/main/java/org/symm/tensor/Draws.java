package org.symm.tensor;

import java.util.List;

/**
 * Noise from named streams. The numbers are fixed by the seed given when the program runs and the
 * name of the stream: the same seed and name give the same numbers bit for bit on the same machine,
 * and streams of different names are independent. (libtorch's generator, seeded afresh for each
 * draw: Mersenne Twister on CPU, Philox on GPU.)
 */
public final class Draws {

  private Draws() {}

  private static Tensor draw(
      String text, String stream, Shape shape, DType dtype, Tensor... inputs) {
    String written =
        text.replace("%size", TorchScript.list(shape.toArray()))
            .replace("%factory", TorchScript.factory(dtype));
    var type = List.of(new Type(shape, dtype));
    return new Node(Node.Kind.PURE, written, List.of(inputs), type, new Stream(stream)).output(0);
  }

  private static void needFloating(DType dtype) {
    TorchScript.need(dtype.isFloating(), "draws floating-point numbers, not " + dtype);
  }

  /** Marks a node that draws from a stream. */
  public record Stream(String name) {}

  /** Independent standard normal numbers. */
  public static Tensor normal(String stream, Shape shape, DType dtype) {
    needFloating(dtype);
    return draw("torch.randn(%size, generator=%generator, %factory)", stream, shape, dtype);
  }

  /**
   * Independent standard normal numbers if any of the conditions is true; else zeros, and nothing
   * is drawn.
   */
  public static Tensor normalIfAny(String stream, Tensor conditions, Shape shape, DType dtype) {
    needFloating(dtype);
    TorchScript.needTruths(conditions);
    return draw(
        "torch.randn(%size, generator=%generator, %factory) if bool(%0)"
            + " else torch.expand(torch.zeros(annotate(List[int], []), %factory), %size)",
        stream, shape, dtype, conditions.any());
  }

  /** Independent uniform numbers in [0, 1). */
  public static Tensor uniform(String stream, Shape shape, DType dtype) {
    needFloating(dtype);
    return draw("torch.rand(%size, generator=%generator, %factory)", stream, shape, dtype);
  }

  /** Independent uniform whole numbers from 0 to bound − 1 (int64). */
  public static Tensor integers(String stream, long bound, Shape shape) {
    TorchScript.need(bound >= 1, "the bound must be 1 or more, not " + bound);
    return draw(
        "torch.randint(0, " + bound + ", %size, generator=%generator, %factory)",
        stream,
        shape,
        DType.INT64);
  }

  /** Independent uniform permutations of 0 … n − 1 in the last axis (int64). */
  public static Tensor permutations(String stream, Shape lead, long n) {
    return uniform(stream, lead.then(Shape.of(n)), DType.FLOAT64).argsort(-1);
  }

  /** Independently true with a probability. */
  public static Tensor bernoulli(String stream, double probability, Shape shape) {
    TorchScript.need(probability >= 0 && probability <= 1, probability + " is not a probability");
    return uniform(stream, shape, DType.FLOAT64).lt(probability);
  }

  /**
   * Independent draws of an index with the given probabilities, which need not be normalised:
   * (rows, k) gives (rows).
   */
  public static Tensor categorical(String stream, Tensor weights) {
    TorchScript.needFloating(weights);
    TorchScript.need(weights.rank() == 2, "needs weights of shape (rows, k), not " + weights);
    return draw(
            "torch.multinomial(%0, 1, True, generator=%generator)",
            stream, Shape.of(weights.size(0), 1), DType.INT64, weights)
        .squeeze(1);
  }
}
