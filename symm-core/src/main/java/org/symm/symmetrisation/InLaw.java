package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.symm.tensor.Array;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Program;
import org.symm.tensor.Recent;
import org.symm.tensor.Seeds;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * Whether the laws of f(g·x) and g·f(x) agree: for each input and element, samples of both with
 * independent noise, and the {@link Statistics} of the true and of random labels.
 *
 * <p>Both samples get normal noise of the size of the pathwise tolerance, relative to the scale of
 * {@link Pathwise}, so that rounding is not taken for a difference where the kernel happens to be a
 * function, and each coordinate is divided by the standard deviation of both samples together,
 * which does not depend on the labels.
 */
final class InLaw {

  private static final Map<List<Object>, Program> PROGRAMS = Recent.map(16);

  private InLaw() {}

  /**
   * For one input and element.
   *
   * @param statistics (3)(labellings)
   * @param finite whether all samples are finite
   */
  record Test(double[][] statistics, boolean finite) {}

  /** The tests of the inputs of each pair of the batch. */
  static List<List<Test>> tests(Batch batch, Array labels, long seed) {
    List<Array> inputs = batch.inputs();
    List<Array> outputs = batch.outputs(Seeds.of(seed, "samples"), inputs);
    var flat = new ArrayList<Tensor>();
    for (Batch.Pair pair : batch.pairs(seed, inputs, outputs)) {
      flat.add(Tensors.cat(1, flat(pair.ofMoved(), batch), flat(pair.moved(), batch)));
    }
    var widths = batch.f().cod().parts().stream().map(p -> p.shape().count()).toList();
    double tolerance = Pathwise.tolerance(batch.real(), Double.NaN);
    Array least = Array.of(new double[] {Pathwise.least(inputs)}, 1);
    var out = new ArrayList<List<Test>>();
    for (Array samples : Programs.run("samples", 0, flat)) {
      Program p = program(samples.shape(), widths, tolerance, labels);
      out.add(tests(p.run(Seeds.of(seed, "test " + out.size()), samples, least, labels)));
    }
    return out;
  }

  private static List<Test> tests(List<Array> done) {
    double[] finite = done.get(1).doubles();
    var split = TwoSample.split(done.get(0), finite.length);
    var out = new ArrayList<Test>();
    for (int i = 0; i < finite.length; i++) {
      // Statistics that are not finite count as no evidence; the row fails for another reason.
      double[][] none = new double[3][split.get(i)[0].length];
      out.add(new Test(finite[i] == 1 ? split.get(i) : none, finite[i] == 1));
    }
    return out;
  }

  /** Samples as (inputs, times, d). */
  private static Tensor flat(List<Tensor> parts, Batch batch) {
    var flat = parts.stream().map(t -> t.to(DType.FLOAT64).reshape(t.size(0), -1));
    Tensor all = Tensors.cat(1, flat.toArray(Tensor[]::new));
    return all.reshape(all.size(0) / batch.times(), batch.times(), all.size(1));
  }

  private static Program program(Shape samples, List<Long> widths, double tolerance, Array labels) {
    synchronized (PROGRAMS) {
      return PROGRAMS.computeIfAbsent(
          List.of(samples, widths, tolerance, labels.shape()),
          key -> {
            Tensor z = Tensors.input(samples, DType.FLOAT64);
            Tensor least = Tensors.input(Shape.of(1), DType.FLOAT64);
            Tensor w = Tensors.input(labels.shape(), labels.dtype());
            Tensor finite = z.isFinite().flatten(1).all(1);
            Tensor all = Statistics.all(blurred(z, widths, least, tolerance), w);
            return Program.of("tests in law", List.of(z, least, w), List.of(all, finite));
          });
    }
  }

  /** Noise of the size of rounding, then mean 0 and variance 1 in each coordinate. */
  private static Tensor blurred(Tensor z, List<Long> widths, Tensor least, double tolerance) {
    var parts = new ArrayList<Tensor>();
    long at = 0;
    for (long width : widths) {
      Tensor y = z.slice(2, at, at + width);
      Tensor noise = Draws.normal("rounding " + at, y.shape(), DType.FLOAT64);
      Tensor scale = y.square().meanKeep(1, 2).sqrt().maximum(least);
      parts.add(y.sub(y.meanKeep(1)).add(noise.mul(scale.mul(tolerance))));
      at += width;
    }
    return Statistics.standard(Tensors.cat(2, parts.toArray(Tensor[]::new)));
  }
}
