package org.symm.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.engine.Cache;
import org.symm.engine.Parameter;
import org.symm.engine.Program;
import org.symm.engine.Rows;
import org.symm.engine.Torch;
import org.symm.engine.Workers;
import org.symm.kernels.Noise;
import org.symm.kernels.TrainingPass;
import org.symm.tensor.DType;
import org.symm.tensor.Scope;
import org.symm.tensor.Seeds;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.TensorException;
import org.symm.tensor.Tensors;
import org.symm.tensor.Type;
import org.symm.tensor.Update;

/**
 * One training step for a batch size: take the rows, run the model, its loss and gradients, clip,
 * optimise, average. One program where the batch is one chunk; otherwise chunks of gradients and
 * then a program of updates, from the same tensors.
 */
final class Step {

  private final Settings s;
  private final int batch;
  private final List<Tensor> parameters;
  private final List<Tensor> stored;
  private final List<Tensor> average;
  private final List<List<Tensor>> buffers;
  private final List<RateGroup> groups;
  private final Tensor losses;
  private final Tensor terms;
  private final Rows gradients;
  private final Cache<Integer, Program> parts = new Cache<>(4);
  private final Program whole;
  private final Program updates;
  private final Program sums;

  /** The place of each number that a step is told. */
  private static final int RATE = 0;

  private static final int STEP = 1;
  private static final int PLACE = 2;
  private static final int BATCH = 3;

  Step(Settings s, State state, int batch, int batches) {
    this(s, state, batch, batches, null);
  }

  /**
   * The step for a batch size.
   *
   * @param batches rows of the table of orders
   * @param split whether gradients and updates are programs of their own; null to choose by size
   */
  Step(Settings s, State state, int batch, int batches, Boolean split) {
    this.s = s;
    this.batch = batch;
    this.parameters = state.learned.stream().map(Parameter::tensor).toList();
    this.stored = state.stored.stream().map(Parameter::tensor).toList();
    this.groups = RateGroup.of(s, state.learned);
    this.average = Array.tensors(state.average);
    this.buffers = state.buffers.stream().map(Array::tensors).toList();
    this.losses = state.losses.tensor();
    this.terms = state.terms == null ? null : state.terms.tensor();
    this.gradients =
        new Rows(
            "gradients of " + s.model.name(),
            List.of(new Type(Shape.of(), DType.INT64)),
            Rows.Outputs.ADD,
            in -> gradients(in.get(0)).outputs());
    boolean inParts = batch > s.batch;
    boolean apart =
        split != null ? split : inParts || (!keeps() && gradients.plan(batch).chunks() > 1);
    this.whole = apart ? null : whole(batches);
    this.updates = apart ? updates() : null;
    this.sums = inParts ? sums() : null;
  }

  /** Whether the model has statistics, which are of all rows that run together. */
  private boolean keeps() {
    return !s.model.statistics().isEmpty();
  }

  /** The parameters, by their places, that have one factor on the rate. */
  private record RateGroup(double factor, int[] places) {

    static List<RateGroup> of(Settings s, List<Parameter> learned) {
      var factors = learned.stream().map(p -> s.rates.getOrDefault(p, 1.0)).toList();
      return factors.stream().distinct().map(f -> new RateGroup(f, places(factors, f))).toList();
    }

    private static int[] places(List<Double> factors, Double one) {
      return IntStream.range(0, factors.size()).filter(i -> factors.get(i).equals(one)).toArray();
    }

    List<Tensor> of(List<Tensor> all) {
      return IntStream.of(places).mapToObj(all::get).toList();
    }
  }

  /** The names of the terms of an experiment's loss, found by writing a step for any rows. */
  static List<String> terms(Settings s) {
    var names =
        s.model.diagram().differsInTraining()
            ? Scope.anyRows(
                () -> {
                  Tensor index = Tensors.input(Shape.of(Scope.ROWS), DType.INT64);
                  return forward(s, index, Scope.ROWS).pass.terms().keySet().stream()
                      .sorted()
                      .toList();
                })
            : List.<String>of();
    for (String name : s.weights.keySet()) {
      Refused.unless(
          names.contains(name),
          "\"%s\" has no term \"%s\"; it has %s.",
          s.model.name(),
          name,
          names.isEmpty() ? "none" : names);
    }
    return names;
  }

  /** A run of the model in training: the losses of rows, without terms, and what it left. */
  private record Forward(Tensor rows, TrainingPass pass) {}

  private static Forward forward(Settings s, Tensor index, long rows) {
    Noise u = Noise.of(rows, s.training.real());
    var pass = new TrainingPass(rows, Set.copyOf(s.frozen));
    var taken = s.training.take(index, u);
    List<Tensor> x = taken.inputs();
    var y = s.model.diagram().run(x, u.training(pass));
    return new Forward(s.loss.rows(s.model.dom(), x, s.model.cod(), y, taken.targets()), pass);
  }

  /** What some rows add to a step. */
  private record Share(Tensor loss, Tensor terms, List<Tensor> gradients, List<Update> statistics) {
    /** Loss, terms if there are any, gradients. */
    List<Tensor> outputs() {
      var out = new ArrayList<Tensor>(List.of(loss));
      if (terms != null) {
        out.add(terms);
      }
      out.addAll(gradients);
      return out;
    }
  }

  /** The rows' share of the batch's mean loss and terms, and of its gradients. */
  private Share gradients(Tensor index) {
    Forward f = forward(s, index, index.size(0));
    Tensor mean = share(f.rows);
    Tensor all = mean;
    var each = new ArrayList<Tensor>();
    for (var e : new TreeMap<>(f.pass.terms()).entrySet()) {
      Tensor term = share(e.getValue());
      double weight = s.weights.getOrDefault(e.getKey(), f.pass.weight(e.getKey()));
      all = all.add(term.to(mean.dtype()).mul(weight));
      each.add(term.stopGradient().to(DType.FLOAT64));
    }
    return new Share(
        mean.stopGradient().to(DType.FLOAT64),
        each.isEmpty() ? null : Tensors.stack(0, each),
        List.of(Tensors.gradients(all, parameters)),
        f.pass.updates());
  }

  /** What numbers of some of the step's rows add to the mean over all of them. */
  private Tensor share(Tensor rows) {
    return rows.size(0) == batch ? rows.mean() : rows.sum().div(batch);
  }

  /** The loss, once parameters, statistics, buffers and averages have been updated. */
  private Tensor update(Share g, Tensor numbers) {
    Tensor loss = g.loss;
    Tensor rate = numbers.select(0, RATE);
    if (Torch.device().isGpu()) {
      rate = rate.to(DType.FLOAT32);
    }
    Tensor step = numbers.select(0, STEP).to(DType.FLOAT32);
    var all = new ArrayList<Update>(g.statistics);
    var clipped = clipped(g.gradients);
    for (RateGroup same : groups) {
      all.addAll(
          s.optimiser.step(
              same.of(parameters),
              same.of(clipped),
              buffers.stream().map(same::of).toList(),
              same.factor == 1 ? rate : rate.mul(same.factor),
              step));
    }
    if (!average.isEmpty()) {
      all.add(Update.lerp(average, stored, 1 - s.average));
    }
    Tensor place = numbers.slice(0, PLACE, PLACE + 1).to(DType.INT64);
    all.add(Update.put(losses, place, loss.reshape(1)));
    if (terms != null) {
      all.add(Update.put(terms, place, g.terms.unsqueeze(0)));
    }
    return loss.after(all.toArray(Update[]::new));
  }

  /** Gradients times min(1, c / (‖g‖ + 1e-6)), ‖g‖ over all of them, as PyTorch clips. */
  private List<Tensor> clipped(List<Tensor> gradient) {
    if (s.clip == 0) {
      return gradient;
    }
    Tensor norm =
        Tensors.stack(0, gradient.stream().map(g -> g.square().sum()).toList()).sum().sqrt();
    Tensor factor = norm.add(1e-6).reciprocal().mul(s.clip).clamp(0, 1);
    return gradient.stream().map(g -> g.mul(factor)).toList();
  }

  private Program whole(int batches) {
    Tensor order = Tensors.input(Shape.of((long) batches * batch), DType.INT64);
    Tensor numbers = Tensors.input(Shape.of(4), DType.FLOAT64);
    Tensor at = numbers.slice(0, BATCH, BATCH + 1).to(DType.INT64);
    var g = gradients(order.reshape(batches, batch).indexSelect(0, at).reshape(batch));
    return Program.of(
        "training step of " + s.model.name(), List.of(order, numbers), List.of(update(g, numbers)));
  }

  /** The outputs of a share as inputs of a program. */
  private Share given() {
    return new Share(
        Tensors.input(Shape.of(), DType.FLOAT64),
        terms == null ? null : Tensors.input(terms.shape().without(0), DType.FLOAT64),
        parameters.stream().map(p -> Tensors.input(p.shape(), p.dtype())).toList(),
        List.of());
  }

  private Program updates() {
    Tensor numbers = Tensors.input(Shape.of(4), DType.FLOAT64);
    Share g = given();
    var all = new ArrayList<>(g.outputs());
    all.add(numbers);
    return Program.of("updates of " + s.model.name(), all, List.of(update(g, numbers)));
  }

  private Program sums() {
    var a = given().outputs();
    var b = given().outputs();
    return Program.of(
        "sums of gradients",
        Stream.concat(a.stream(), b.stream()).toList(),
        IntStream.range(0, a.size()).mapToObj(i -> a.get(i).add(b.get(i))).toList());
  }

  /** The gradients of a batch of so many rows in one chunk, whose statistics are then kept. */
  private Program part(int rows) {
    Tensor index = Tensors.input(Shape.of(rows), DType.INT64);
    Share g = gradients(index);
    var out = new ArrayList<>(g.outputs());
    out.set(0, g.loss.after(g.statistics.toArray(Update[]::new)));
    return Program.of("gradients of " + s.model.name(), List.of(index), out);
  }

  /**
   * Makes a step.
   *
   * @param order row numbers of the data, batch after batch
   * @param at which batch of the order
   * @param place which step of the epoch
   * @param step which step of the training, from 0
   */
  void run(Array order, int at, int place, long step) {
    long seed = Seeds.of(s.seed, step);
    try (Array numbers = Array.of(new double[] {s.rate(step), step + 1, place, at})) {
      if (whole != null) {
        close(whole.run(seed, order, numbers));
        return;
      }
      Workers.alone(() -> inParts(seed, order, at, numbers));
    } catch (TensorException e) {
      throw named(e, order, (long) at * batch, batch);
    }
  }

  private static TensorException named(TensorException e, Array order, long from, int rows) {
    return e.ofRows(
        rows, r -> (long) order.doubles()[Math.toIntExact(from + r)], "the training data");
  }

  private void inParts(long seed, Array order, int at, Array numbers) {
    long first = (long) at * batch;
    List<Array> sum = null;
    for (int from = 0; from < batch; from += s.batch) {
      int to = Math.min(from + s.batch, batch);
      try (Array index = order.rows(first + from, first + to)) {
        // One batch runs with the seed of its step.
        var g = part(to == batch && from == 0 ? seed : Seeds.of(seed, from), index, to - from);
        if (sum != null) {
          var both = sums.run(seed, Stream.concat(sum.stream(), g.stream()).toList());
          close(sum);
          close(g);
          g = both;
        }
        sum = g;
      } catch (TensorException e) {
        throw named(e, order, first + from, to - from);
      }
    }
    close(updates.run(seed, Stream.concat(sum.stream(), Stream.of(numbers)).toList()));
    close(sum);
  }

  private List<Array> part(long seed, Array index, int rows) {
    return keeps()
        ? parts.get(rows, () -> part(rows)).run(seed, index)
        : gradients.run(seed, List.of(index));
  }

  private static void close(List<Array> arrays) {
    arrays.forEach(Array::close);
  }
}
