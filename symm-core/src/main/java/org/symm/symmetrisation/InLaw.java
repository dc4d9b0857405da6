package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.List;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Program;
import org.symm.tensor.Seeds;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * Tests whether the laws of f(g·x) and g·f(x) agree: for each input and element, samples of both
 * with independent noise, their energy distance, and the energies of random relabellings.
 *
 * <p>Both samples get normal noise of the size of the pathwise tolerance, relative to the scale of
 * {@link Pathwise}, so that rounding is not taken for a difference where the kernel happens to be a
 * function, and each coordinate is divided by the standard deviation of both samples together,
 * which does not depend on the labels.
 */
final class InLaw {

  private InLaw() {}

  /**
   * For one input and element.
   *
   * @param energies E for the true labels and then for each relabelling
   * @param z the largest |z| of differences of first and second moments of the coordinates
   * @param finite whether all samples are finite
   */
  record Test(double[] energies, double z, boolean finite) {}

  /** The tests of each trial's rows. */
  static List<List<Test>> tests(Batch batch, Array labels, long seed) {
    List<Array> inputs = batch.inputs();
    List<Array> outputs = batch.outputs(Seeds.of(seed, "samples"), inputs);
    List<Tensor> y = Programs.constants(outputs);
    var flat = new ArrayList<Tensor>();
    for (int t = 0; t < batch.trials().size(); t++) {
      Batch.Pair pair = batch.pair(t, y);
      flat.add(flat(pair.ofMoved()));
      flat.add(flat(pair.moved()));
    }
    List<Array> samples = Programs.run("samples", 0, flat);
    var out = new ArrayList<List<Test>>();
    Program p = program(batch, inputs, (int) samples.get(0).shape().size(1), labels);
    for (int t = 0; t < batch.trials().size(); t++) {
      out.add(tests(p, batch, t, samples.subList(2 * t, 2 * t + 2), labels, seed));
    }
    return out;
  }

  private static List<Test> tests(
      Program p, Batch batch, int trial, List<Array> pair, Array labels, long seed) {
    var out = new ArrayList<Test>();
    int n = batch.times();
    for (int i = 0; i < batch.trials().get(trial).rows(); i++) {
      Array x = pair.get(0).rows((long) n * i, (long) n * (i + 1));
      Array y = pair.get(1).rows((long) n * i, (long) n * (i + 1));
      var done = p.run(Seeds.of(seed, trial + "/" + i), x, y, labels);
      boolean finite = done.get(2).doubles()[0] == 1;
      out.add(new Test(done.get(0).doubles(), done.get(1).doubles()[0], finite));
    }
    return out;
  }

  private static Tensor flat(List<Tensor> parts) {
    var flat = parts.stream().map(t -> t.to(DType.FLOAT64).reshape(t.size(0), -1));
    return Tensors.cat(1, flat.toArray(Tensor[]::new));
  }

  private static Program program(Batch batch, List<Array> inputs, int d, Array labels) {
    int n = batch.times();
    Tensor x = Tensors.input(Shape.of(n, d), DType.FLOAT64);
    Tensor y = Tensors.input(x.shape(), DType.FLOAT64);
    Tensor w = Tensors.input(labels.shape(), labels.dtype());
    Tensor both = standard(batch, Pathwise.least(inputs), Tensors.cat(0, x, y));
    Tensor a = both.slice(0, 0, n);
    Tensor b = both.slice(0, n, 2L * n);
    Tensor finite = x.isFinite().and(y.isFinite()).flatten(0).all(0);
    return Program.of(
        "energy distance",
        List.of(x, y, w),
        List.of(EnergyDistance.statistics(a, b, w), moments(a, b), finite));
  }

  /** Noise of the size of rounding, then mean 0 and variance 1 in each coordinate. */
  private static Tensor standard(Batch batch, double least, Tensor both) {
    double tolerance = Pathwise.tolerance(batch.real(), Double.NaN);
    var parts = new ArrayList<Tensor>();
    long at = 0;
    for (var p : batch.f().cod().parts()) {
      long width = p.shape().count();
      Tensor y = both.slice(1, at, at + width);
      Tensor noise = Draws.normal("rounding " + at, y.shape(), DType.FLOAT64);
      Tensor scale = y.square().mean().sqrt().maximum(least);
      parts.add(y.sub(y.meanKeep(0)).add(noise.mul(scale.mul(tolerance))));
      at += width;
    }
    Tensor y = Tensors.cat(1, parts.toArray(Tensor[]::new));
    Tensor deviation = y.square().meanKeep(0).sqrt();
    return y.div(deviation.gt(0).where(deviation, Tensors.ones(deviation.shape(), y.dtype())));
  }

  /** max |z| over coordinates, for the means of y and y². */
  private static Tensor moments(Tensor a, Tensor b) {
    Tensor x = Tensors.cat(1, a, a.square());
    Tensor y = Tensors.cat(1, b, b.square());
    Tensor variance = x.var(0).add(y.var(0)).div(a.size(0)).clamp(1e-30, Double.MAX_VALUE);
    return x.mean(0).sub(y.mean(0)).div(variance.sqrt()).abs().max();
  }
}
