package org.symm.certificates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.symm.certificates.Certificate.Row;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.kernels.Kernel;
import org.symm.spaces.Masks;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Seeds;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.TensorException;
import org.symm.tensor.Tensors;

/**
 * Whether what absent items hold reaches present ones: of a kernel on rows with a mask, the outputs
 * at present items with 0 at absent ones and with NaN there, in two runs with the same noise. Of a
 * kernel that reads absent items the second are not finite. It says nothing of kernels that read
 * whole numbers only, which cannot be NaN.
 */
final class AbsentItems {

  /** The name of the line in a certificate. */
  static final String NAME = "absent";

  private AbsentItems() {}

  /** A line in each element type; none where the domain has no mask. */
  static List<Row> rows(Kernel f, List<DType> precisions, Protocol how, long seed) {
    if (!Masks.isIn(f.dom())) {
      return List.of();
    }
    List<Array> x = Program.evaluate("rows with absent items", seed, points(f, how));
    var out = new ArrayList<Row>();
    for (DType real : precisions) {
      double[] errors = errors(f, real, seed, x);
      int at = Certificates.largest(errors);
      var input = x.stream().map(a -> a.rows(at, at + 1)).toList();
      var one = Program.evaluate("identity", 0, f.group().identity(1, DType.FLOAT64).parts());
      out.add(
          new Row(
              NAME,
              real,
              List.of(),
              new Finding.Function(
                  errors[at],
                  Pathwise.tolerance(real, Double.NaN),
                  List.of(),
                  new Finding.Worst(input, one, () -> errors(f, real, seed, x)[at]))));
    }
    return out;
  }

  private static List<Tensor> points(Kernel f, Protocol how) {
    long rows = Math.max(how.points(), Inputs.rows(how.inputs()));
    return how.inputs().isEmpty()
        ? MixedRows.of(f, Inputs.random(f.dom(), rows, how.classes()))
        : Inputs.cycled("inputs", f.dom(), f.dom().parts(), how.inputs(), rows);
  }

  /** For each row the largest difference of outputs, relative to the largest; NaN: not finite. */
  private static double[] errors(Kernel f, DType real, long seed, List<Array> points) {
    Space dom = f.dom();
    int rows = (int) points.get(0).shape().size(0);
    List<Tensor> x = Array.tensors(points).stream().map(t -> t.toReal(real)).toList();
    List<Array> zero = Program.evaluate("0 at absent items", 0, Masks.zeroed(dom, x));
    List<Array> nan = Program.evaluate("NaN at absent items", 0, garbage(dom, x));
    long noise = Seeds.of(seed, NAME);
    try {
      List<Tensor> clean = present(f, zero, f.run(noise, zero));
      List<Tensor> other = present(f, zero, f.run(noise, nan));
      Tensor worst = Tensors.zeros(Shape.of(rows), DType.FLOAT64);
      for (int i = 0; i < clean.size(); i++) {
        worst = worst.maximum(gap(flat(clean.get(i)), flat(other.get(i))));
      }
      return Program.evaluate("errors", 0, List.of(worst)).get(0).doubles();
    } catch (TensorException refused) {
      // The kernel stops at what is not finite: so it has read it.
      double[] all = new double[rows];
      Arrays.fill(all, Double.NaN);
      return all;
    }
  }

  private static List<Tensor> garbage(Space dom, List<Tensor> x) {
    List<Tensor> arrays = Masks.unmasked(dom, x);
    List<Optional<Tensor>> there = Masks.numbers(dom, x, dom, x);
    var out = new ArrayList<Tensor>();
    for (int i = 0; i < arrays.size(); i++) {
      Tensor a = arrays.get(i);
      out.add(
          a.dtype().isFloating() && there.get(i).isPresent()
              ? there.get(i).get().where(a, Tensors.full(Shape.of(), Double.NaN, a.dtype()))
              : a);
    }
    return Masks.withMasks(dom, out, dom, x);
  }

  private static List<Tensor> present(Kernel f, List<Array> x, List<Array> y) {
    return Masks.zeroed(f.cod(), Array.tensors(y), f.dom(), Array.tensors(x));
  }

  private static Tensor flat(Tensor y) {
    return y.to(DType.FLOAT64).reshape(y.size(0), -1);
  }

  private static Tensor gap(Tensor a, Tensor b) {
    Tensor size = a.abs().max(1).maximum(Double.MIN_NORMAL);
    Tensor finite = a.isFinite().all(1).and(b.isFinite().all(1));
    Tensor error = a.sub(b).abs().max(1).div(size);
    return finite.where(error, Tensors.full(Shape.of(), Double.NaN, DType.FLOAT64));
  }
}
