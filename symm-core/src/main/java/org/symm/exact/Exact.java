package org.symm.exact;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.engine.Program;
import org.symm.groups.PointRows;
import org.symm.groups.Slot;
import org.symm.kernels.Diagram;
import org.symm.kernels.Framed;
import org.symm.kernels.Noise;
import org.symm.kernels.Outcomes;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * The exact reading of a diagram: for each of some inputs the law of the outputs, as a finite list
 * of outcomes with probabilities. Parts without noise run as they are, on all values at once; boxes
 * with noise run over its outcomes; composition sums over what lies between.
 */
final class Exact {

  /** Most outcomes kept for all inputs together. */
  private static final int LARGEST = 1 << 21;

  private Exact() {}

  /** An output, as numbers, and its probability. */
  record Outcome(double[] value, double p) {}

  /** The law of the outputs for each row of inputs, without outcomes of probability 0. */
  static List<List<Outcome>> laws(Diagram d, List<double[]> in) {
    if (d instanceof Diagram.Box || !d.isRandom()) {
      return run(d, in);
    }
    if (d instanceof Diagram.Sequence s) {
      var laws = in.stream().map(x -> List.of(new Outcome(x, 1))).toList();
      for (Diagram step : s.steps()) {
        laws = bind(laws, values -> laws(step, values));
      }
      return laws;
    }
    if (d instanceof Diagram.Beside b) {
      return beside(b, in);
    }
    if (d instanceof Framed.Masked m) {
      return masked(m, in);
    }
    Framed frame = (Framed) d;
    List<List<Outcome>> inside = laws(frame.inside(), in);
    return frame instanceof Framed.Mean m
        ? inside.stream().map(law -> mean(law, m.samples())).toList()
        : inside;
  }

  /** Each distinct value goes through the step once; the probabilities of equal outcomes add up. */
  private static List<List<Outcome>> bind(
      List<List<Outcome>> laws, Function<List<double[]>, List<List<Outcome>>> step) {
    var number = new LinkedHashMap<LongBuffer, Integer>();
    var values = new ArrayList<double[]>();
    for (List<Outcome> law : laws) {
      for (Outcome o : law) {
        if (number.putIfAbsent(PointRows.key(o.value), values.size()) == null) {
          values.add(o.value);
        }
      }
    }
    List<List<Outcome>> next = step.apply(values);
    return limited(
        laws.stream()
            .map(
                law ->
                    merged(
                        law.stream()
                            .flatMap(
                                o ->
                                    next.get(number.get(PointRows.key(o.value))).stream()
                                        .map(y -> new Outcome(y.value, o.p * y.p)))))
            .toList());
  }

  private static List<Outcome> merged(Stream<Outcome> outcomes) {
    Map<LongBuffer, Outcome> out = new LinkedHashMap<>();
    outcomes
        .filter(o -> o.p > 0)
        .forEach(
            o -> {
              demandNumbers(o);
              out.merge(PointRows.key(o.value), o, (a, b) -> new Outcome(a.value, a.p + b.p));
            });
    return List.copyOf(out.values());
  }

  private static void demandNumbers(Outcome o) {
    Refused.unless(
        Arrays.stream(o.value).noneMatch(Double::isNaN),
        "an outcome is not a number: %s has no place in a law",
        Arrays.toString(o.value));
  }

  private static List<List<Outcome>> limited(List<List<Outcome>> laws) {
    demandFew(laws.stream().mapToLong(List::size).sum());
    return laws;
  }

  private static void demandFew(double outcomes) {
    if (outcomes > LARGEST) {
      throw Refused.because(
          "the exact reading would list %.0f outcomes, more than %s; sample", outcomes, LARGEST);
    }
  }

  private static List<List<Outcome>> beside(Diagram.Beside b, List<double[]> in) {
    List<List<Outcome>> out = in.stream().map(x -> List.of(new Outcome(new double[0], 1))).toList();
    int at = 0;
    for (Diagram side : b.sides()) {
      int from = at;
      int to = at + side.dom().width();
      var own = in.stream().map(x -> List.of(new Outcome(Arrays.copyOfRange(x, from, to), 1)));
      List<List<Outcome>> right = bind(own.toList(), values -> laws(side, values));
      List<List<Outcome>> left = out;
      out =
          limited(
              IntStream.range(0, in.size())
                  .mapToObj(i -> pairs(left.get(i), right.get(i)))
                  .toList());
      at = to;
    }
    return out;
  }

  private static List<Outcome> pairs(List<Outcome> a, List<Outcome> b) {
    return a.stream()
        .flatMap(
            x -> b.stream().map(y -> new Outcome(PointRows.joined(x.value, y.value), x.p * y.p)))
        .toList();
  }

  /** Inputs without what absent items hold, then each outcome likewise. */
  private static List<List<Outcome>> masked(Framed.Masked m, List<double[]> in) {
    Diagram enter = box("enter", m.dom(), m.dom(), m::entering);
    int parts = m.dom().parts().size();
    Diagram leave =
        box(
            "leave",
            m.dom().times(m.cod()),
            m.cod(),
            xy -> m.leaving(xy.subList(0, parts), xy.subList(parts, xy.size())));
    return bind(
        laws(enter, in),
        clean -> {
          List<List<Outcome>> inside = laws(m.inside(), clean);
          var both =
              IntStream.range(0, clean.size())
                  .mapToObj(i -> pairs(List.of(new Outcome(clean.get(i), 1)), inside.get(i)))
                  .toList();
          return bind(both, values -> laws(leave, values));
        });
  }

  private static Diagram box(String name, Space x, Space y, UnaryOperator<List<Tensor>> f) {
    return new Diagram.Box(name, x, y, (in, u) -> f.apply(in), List.of(), false);
  }

  /** The law of the mean of K independent outcomes. */
  private static List<Outcome> mean(List<Outcome> law, int samples) {
    int n = law.get(0).value.length;
    List<Outcome> sum = List.of(new Outcome(new double[n], 1));
    for (int k = 0; k < samples; k++) {
      List<Outcome> before = sum;
      sum =
          merged(
              before.stream()
                  .flatMap(
                      s -> law.stream().map(o -> new Outcome(plus(s.value, o.value), s.p * o.p))));
      limited(List.of(sum));
    }
    return sum.stream()
        .map(s -> new Outcome(Arrays.stream(s.value).map(v -> v / samples).toArray(), s.p))
        .toList();
  }

  /** A diagram on all inputs and outcomes of its noise in one program. */
  private static List<List<Outcome>> run(Diagram d, List<double[]> in) {
    List<Slot> parts = d.dom().parts();
    List<Array> arrays = PointRows.arrays(parts, in);
    List<Tensor> x = arrays.stream().map(a -> Tensors.input(a.shape(), a.dtype())).toList();
    demandFew((double) in.size() * Outcomes.count(d).outcomes());
    Outcomes.Run all = Outcomes.of(d, x, Noise.of(in.size(), DType.FLOAT64), true);
    var results = new ArrayList<>(all.values().stream().map(Tensor::contiguous).toList());
    results.add(all.weights());
    List<Array> out = Program.of("exact", x, results).run(0, arrays);
    double[] p = out.get(out.size() - 1).doubles();
    List<double[]> y =
        out.size() == 1
            ? Arrays.stream(p).mapToObj(w -> new double[0]).toList()
            : PointRows.rows(out.subList(0, out.size() - 1));
    int n = (int) all.weights().size(1);
    return IntStream.range(0, in.size())
        .mapToObj(
            i ->
                merged(
                    IntStream.range(i * n, (i + 1) * n).mapToObj(j -> new Outcome(y.get(j), p[j]))))
        .toList();
  }

  private static double[] plus(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] + b[i]).toArray();
  }
}
