package org.symm.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.symm.engine.Array;
import org.symm.engine.Parameter;
import org.symm.engine.Program;
import org.symm.engine.Rows;
import org.symm.engine.Torch;
import org.symm.engine.Workers;
import org.symm.kernels.Noise;
import org.symm.tensor.DType;
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
  private final DType real;
  private final List<Tensor> parameters;
  private final List<Tensor> average;
  private final List<List<Tensor>> buffers;
  private final Tensor losses;
  private final Rows gradients;
  private final Program whole;
  private final Program updates;

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
    this.real = s.training.real();
    this.parameters = state.parameters.stream().map(Parameter::tensor).toList();
    this.average = Array.tensors(state.average);
    this.buffers = state.buffers.stream().map(Array::tensors).toList();
    this.losses = state.losses.tensor();
    this.gradients =
        new Rows(
            "gradients of " + s.model.name(),
            List.of(new Type(Shape.of(), DType.INT64)),
            Rows.Outputs.ADD,
            in -> gradients(in.get(0)));
    boolean apart = split != null ? split : gradients.plan(batch).chunks() > 1;
    this.whole = apart ? null : whole(batches);
    this.updates = apart ? updates() : null;
  }

  /** The rows' share of the batch's mean loss, and its gradients. */
  private List<Tensor> gradients(Tensor index) {
    Noise u = Noise.of(index.size(0), real);
    var taken = s.training.take(index, u);
    var y = s.model.diagram().run(taken.inputs(), u);
    Tensor rows = s.loss.rows(y, taken.targets());
    Tensor mean = index.size(0) == batch ? rows.mean() : rows.sum().div(batch);
    var out = new ArrayList<Tensor>();
    out.add(mean.stopGradient().to(DType.FLOAT64));
    out.addAll(List.of(Tensors.gradients(mean, parameters)));
    return out;
  }

  /** The loss, once parameters, buffers and averages have been updated. */
  private Tensor update(Tensor loss, List<Tensor> gradient, Tensor numbers) {
    Tensor rate = numbers.select(0, RATE);
    if (Torch.device().isGpu()) {
      rate = rate.to(DType.FLOAT32);
    }
    Tensor step = numbers.select(0, STEP).to(DType.FLOAT32);
    var all = new ArrayList<Update>();
    all.addAll(s.optimiser.step(parameters, clipped(gradient), buffers, rate, step));
    if (!average.isEmpty()) {
      all.add(Update.lerp(average, parameters, 1 - s.average));
    }
    all.add(
        Update.put(losses, numbers.slice(0, PLACE, PLACE + 1).to(DType.INT64), loss.reshape(1)));
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
        "training step of " + s.model.name(),
        List.of(order, numbers),
        List.of(update(g.get(0), g.subList(1, g.size()), numbers)));
  }

  private Program updates() {
    Tensor numbers = Tensors.input(Shape.of(4), DType.FLOAT64);
    Tensor loss = Tensors.input(Shape.of(), DType.FLOAT64);
    var in = new ArrayList<Tensor>(List.of(loss));
    parameters.forEach(p -> in.add(Tensors.input(p.shape(), p.dtype())));
    var all = new ArrayList<>(in);
    all.add(numbers);
    return Program.of(
        "updates of " + s.model.name(),
        all,
        List.of(update(loss, in.subList(1, in.size()), numbers)));
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
      throw e.ofRows(
          batch,
          r -> (long) order.doubles()[Math.toIntExact((long) at * batch + r)],
          "the training data");
    }
  }

  private void inParts(long seed, Array order, int at, Array numbers) {
    try (Array index = order.rows((long) at * batch, (long) (at + 1) * batch)) {
      var g = gradients.run(seed, List.of(index));
      close(updates.run(seed, Stream.concat(g.stream(), Stream.of(numbers)).toList()));
      close(g);
    }
  }

  private static void close(List<Array> arrays) {
    arrays.forEach(Array::close);
  }
}
