package org.symm.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.symm.display.Refused;
import org.symm.spaces.Masks;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.TensorException;
import org.symm.tensor.Tensors;

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

    /**
     * The same for rows of different size, whose predictions and targets are 0 at absent items.
     *
     * @param present for each array which of its numbers are those of present items, true in a
     *     shape that broadcasts to the array; empty where all are
     */
    default Tensor apply(
        List<Tensor> prediction, List<Tensor> target, List<Optional<Tensor>> present) {
      return apply(prediction, target);
    }
  }

  /**
   * Sums over the numbers of present items of a row.
   *
   * @param of a number for each of the arrays' numbers, from predictions and targets
   */
  private record Mean(BiFunction<List<Tensor>, List<Tensor>, List<Tensor>> of) implements Formula {

    @Override
    public Tensor apply(List<Tensor> y, List<Tensor> t) {
      return mean(of.apply(y, t));
    }

    @Override
    public Tensor apply(List<Tensor> y, List<Tensor> t, List<Optional<Tensor>> present) {
      return mean(of.apply(y, t), present);
    }
  }

  /** A loss of one's own on one tensor of predictions and one of targets. */
  public static Loss of(String name, BinaryOperator<Tensor> f) {
    return new Loss(name, (y, t) -> f.apply(one(name, y), one(name, t)));
  }

  /** The mean over all numbers of a row of (y − t)². */
  public static Loss meanSquaredError() {
    return of("mean squared error", Tensor::square);
  }

  /** The mean over all numbers of a row of |y − t|. */
  public static Loss meanAbsoluteError() {
    return of("mean absolute error", Tensor::abs);
  }

  /**
   * The mean over all numbers of a row of e²/2 where |e| ≤ δ and δ(|e| − δ/2) elsewhere, e = y − t
   * (Huber 1964).
   */
  public static Loss huber(double delta) {
    Refused.unless(delta > 0, "huber needs δ > 0, not %s.", delta);
    return of(
        "huber(" + delta + ")",
        e -> {
          Tensor a = e.abs();
          Tensor in = a.clamp(0, delta);
          return in.square().mul(0.5).add(a.sub(in).mul(delta));
        });
  }

  /** Σ(y − t)² / Σt² of a row; infinite or not a number for a row of zeros. */
  public static Loss relativeSquaredError() {
    // Sums of as many numbers above and below the line: those of absent items are 0 in both.
    return new Loss(
        "relative squared error",
        (y, t) -> mean(each(errors(y, t), Tensor::square)).div(mean(each(t, Tensor::square))));
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
   * −log σ(y) for t = 1 and −log σ(−y) for t = 0, for one logit and one label of each row, both
   * real numbers.
   */
  public static Loss binaryCrossEntropy() {
    return of(
        "binary cross entropy",
        (y, t) -> {
          binary("binary cross entropy", y, t);
          return y.softplus().sub(y.mul(t)).reshape(y.size(0));
        });
  }

  /** 0 for a row with y > 0 and t = 1 or y ≤ 0 and t = 0, else 1. A metric, as {@link #zeroOne}. */
  public static Loss binaryZeroOne() {
    return of(
        "wrong answers",
        (y, t) -> {
          binary("wrong answers", y, t);
          return y.gt(0).eq(t.gt(0.5)).not().to(y.dtype()).reshape(y.size(0));
        });
  }

  private static void binary(String name, Tensor y, Tensor t) {
    if (!y.shape().equals(t.shape()) || y.shape().count() != y.size(0)) {
      throw new TensorException(
          "%s needs one logit and one label 0 or 1, real numbers, for each row, not %s and %s."
              .formatted(name, y, t));
    }
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

  /** The losses of rows, shape (rows), of a model from X to Y. */
  Tensor rows(Space x, List<Tensor> inputs, Space y, List<Tensor> prediction, List<Tensor> target) {
    if (!Masks.isIn(x) && !Masks.isIn(y)) {
      return rows(prediction, target);
    }
    // Masks of the codomain say what is compared, and are nothing to compare themselves.
    boolean masks = target.size() == y.parts().size();
    List<Tensor> p = Masks.unmasked(y, prediction);
    List<Tensor> t = masks ? Masks.unmasked(y, target) : target;
    var present = Masks.numbers(y, prediction, x, inputs);
    return checked(prediction, formula.apply(shown(p, p, present), shown(t, p, present), present));
  }

  /** Arrays with 0 at absent items, where they have the shapes of predictions. */
  private static List<Tensor> shown(
      List<Tensor> all, List<Tensor> like, List<Optional<Tensor>> present) {
    var out = new ArrayList<Tensor>();
    for (int i = 0; i < all.size(); i++) {
      Tensor a = all.get(i);
      boolean fits = i < like.size() && a.shape().equals(like.get(i).shape());
      Optional<Tensor> there = fits ? present.get(i) : Optional.empty();
      out.add(there.map(m -> m.where(a, Tensors.zeros(Shape.of(), a.dtype()))).orElse(a));
    }
    return out;
  }

  /** The losses of rows, shape (rows). */
  Tensor rows(List<Tensor> prediction, List<Tensor> target) {
    return checked(prediction, formula.apply(prediction, target));
  }

  private Tensor checked(List<Tensor> prediction, Tensor l) {
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

  /** The mean over all numbers of a row of f(y − t). */
  private static Loss of(String name, UnaryOperator<Tensor> f) {
    return new Loss(name, new Mean((y, t) -> each(errors(y, t), f)));
  }

  private static List<Tensor> each(List<Tensor> x, UnaryOperator<Tensor> f) {
    return x.stream().map(f).toList();
  }

  /** The mean over the numbers of present items of a row; 0 where there are none. */
  private static Tensor mean(List<Tensor> x, List<Optional<Tensor>> present) {
    var sums = new ArrayList<Tensor>();
    var counts = new ArrayList<Tensor>();
    for (int i = 0; i < x.size(); i++) {
      Tensor e = x.get(i);
      Tensor there = present.get(i).orElseGet(() -> Tensors.ones(Shape.of(1), DType.INT64).gt(0));
      Tensor shown = there.where(e, Tensors.zeros(Shape.of(), e.dtype()));
      sums.add(shown.reshape(e.size(0), -1).sum(1));
      Tensor all = there.expand(e.shape().toArray()).to(e.dtype());
      counts.add(all.reshape(e.size(0), -1).sum(1));
    }
    Tensor count = counts.stream().reduce(Tensor::add).orElseThrow().maximum(1);
    return sums.stream().reduce(Tensor::add).orElseThrow().div(count);
  }

  /** The mean over all numbers of a row. */
  private static Tensor mean(List<Tensor> x) {
    var parts = x.stream().map(e -> e.reshape(e.size(0), -1)).toList();
    if (parts.size() == 1) {
      return parts.get(0).mean(1);
    }
    double count = parts.stream().mapToLong(e -> e.size(1)).sum();
    return parts.stream().map(e -> e.sum(1)).reduce(Tensor::add).orElseThrow().div(count);
  }
}
