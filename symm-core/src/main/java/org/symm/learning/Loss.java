package org.symm.learning;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.symm.display.Refused;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.TensorException;

/**
 * How far predictions are from targets: one number for each row, of which training minimises the
 * mean. Means over any chunks of rows therefore add up exactly.
 *
 * <pre>{@code
 * var loss = Loss.of("absolute", (y, t) -> y.sub(t).abs().sum(-1));
 * }</pre>
 *
 * @param name how a run records it
 * @param formula the formula
 */
public record Loss(String name, Formula formula) {

  /** A number for each row. */
  public interface Formula {
    /** Shape (rows), from the tensors of predictions and of targets, rows first. */
    Tensor apply(List<Tensor> prediction, List<Tensor> target);
  }

  /** A loss of one's own on one tensor of predictions and one of targets. */
  public static Loss of(String name, BinaryOperator<Tensor> f) {
    return new Loss(name, (y, t) -> f.apply(one(name, y), one(name, t)));
  }

  /** The mean over all numbers of a row of (y − t)². */
  public static Loss meanSquaredError() {
    return new Loss("mean squared error", (y, t) -> mean(errors(y, t), Tensor::square));
  }

  /** The mean over all numbers of a row of |y − t|. */
  public static Loss meanAbsoluteError() {
    return new Loss("mean absolute error", (y, t) -> mean(errors(y, t), Tensor::abs));
  }

  /**
   * The mean over all numbers of a row of e²/2 where |e| ≤ δ and δ(|e| − δ/2) elsewhere, e = y − t
   * (Huber 1964).
   */
  public static Loss huber(double delta) {
    Refused.unless(delta > 0, "huber needs δ > 0, not %s.", delta);
    return new Loss(
        "huber(" + delta + ")",
        (y, t) ->
            mean(
                errors(y, t),
                e -> {
                  Tensor a = e.abs();
                  Tensor in = a.clamp(0, delta);
                  return in.square().mul(0.5).add(a.sub(in).mul(delta));
                }));
  }

  /** Σ(y − t)² / Σt² of a row; infinite or not a number for a row of zeros. */
  public static Loss relativeSquaredError() {
    return new Loss(
        "relative squared error",
        (y, t) -> mean(errors(y, t), Tensor::square).div(mean(t, Tensor::square)));
  }

  /** −log softmax(y)ₜ, for logits y of shape (rows, classes) and whole numbers t (rows). */
  public static Loss crossEntropy() {
    return of(
        "cross entropy",
        (y, t) -> {
          logits("cross entropy", y, t);
          return y.logSoftmax(-1).gather(1, t.unsqueeze(1)).squeeze(1).neg();
        });
  }

  /**
   * 0 for a row whose largest logit y is that of its label t, else 1: the mean is the share of
   * wrong answers, 1 − accuracy. A metric, which has no gradient to train by.
   */
  public static Loss zeroOne() {
    return of(
        "wrong answers",
        (y, t) -> {
          logits("wrong answers", y, t);
          return y.argmax(1).eq(t).not().to(y.dtype());
        });
  }

  private static void logits(String name, Tensor y, Tensor t) {
    if (y.rank() != 2 || t.rank() != 1 || t.dtype() != DType.INT64) {
      throw new TensorException(
          "%s needs logits (rows, classes) and int64 labels (rows), not %s and %s."
              .formatted(name, y, t));
    }
  }

  /** The losses of rows, shape (rows). */
  Tensor rows(List<Tensor> prediction, List<Tensor> target) {
    Tensor l = formula.apply(prediction, target);
    Shape want = Shape.of(prediction.get(0).size(0));
    if (!l.shape().equals(want) || !l.dtype().isFloating()) {
      throw new TensorException(
          "loss \"%s\" gave %s; it must give one real number for each row, shape %s, as by mean(-1)."
              .formatted(name, l, want));
    }
    return l;
  }

  private static Tensor one(String name, List<Tensor> x) {
    if (x.size() != 1) {
      throw new TensorException(
          "loss \"" + name + "\" is for one array, not " + x.size() + "; use new Loss(name, …).");
    }
    return x.get(0);
  }

  /** y − t, part by part. */
  private static List<Tensor> errors(List<Tensor> y, List<Tensor> t) {
    if (y.size() != t.size()) {
      throw new TensorException(
          "the model gives " + y.size() + " arrays and there are " + t.size() + " targets.");
    }
    for (int i = 0; i < y.size(); i++) {
      if (!y.get(i).shape().equals(t.get(i).shape())) {
        throw new TensorException(
            "prediction " + y.get(i) + " and target " + t.get(i) + " differ in shape.");
      }
    }
    return IntStream.range(0, y.size()).mapToObj(i -> y.get(i).sub(t.get(i))).toList();
  }

  /** The mean of f over all numbers of a row. */
  private static Tensor mean(List<Tensor> x, UnaryOperator<Tensor> f) {
    var parts = x.stream().map(f).map(e -> e.reshape(e.size(0), -1)).toList();
    if (parts.size() == 1) {
      return parts.get(0).mean(1);
    }
    double count = parts.stream().mapToLong(e -> e.size(1)).sum();
    return parts.stream().map(e -> e.sum(1)).reduce(Tensor::add).orElseThrow().div(count);
  }
}
