package org.symm.tensor;

import static org.symm.tensor.TorchScript.call;
import static org.symm.tensor.TorchScript.number;
import static org.symm.tensor.TorchScript.places;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A statement that changes arrays in place: inputs and parameters of a program, never values that
 * the program computes. {@link Tensor#after} says when: {@code loss.after(adam, average)} makes the
 * updates in this order once everything that the loss needs has been computed.
 *
 * <p>Learning rates are tensors of one number, so that a schedule needs no new program; float64 on
 * the CPU, float32 on a GPU, as libtorch's fused optimisers want.
 */
public final class Update {

  final String text;
  final List<Tensor> inputs;

  private Update(String text, List<Tensor> inputs) {
    this.text = text;
    this.inputs = List.copyOf(inputs);
    TorchScript.need(!inputs.isEmpty(), "there is nothing to update");
  }

  /** Constants of Adam (Kingma and Ba 2015, algorithm 1) and of its decay of weights. */
  public record AdamRule(
      double beta1, double beta2, double epsilon, double decay, boolean decoupled) {}

  /** Constants of gradient descent with momentum. */
  public record SgdRule(double momentum, double dampening, double decay, boolean nesterov) {}

  /**
   * One step of Adam on a list of parameters, as torch.optim.Adam does it: with m and v the running
   * means of g and g², p ← p − η m̂ / (√v̂ + ε), m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ). Decay w adds w
   * p to the gradient, or, decoupled, takes η w p off the parameter (AdamW, Loshchilov and Hutter
   * 2019, algorithm 2).
   *
   * @param means the running means m, changed too
   * @param squares the running means v, changed too
   * @param rate η
   * @param step t = 1, 2, …, one float32 number
   */
  public static Update adam(
      List<Tensor> parameters,
      List<Tensor> gradients,
      List<Tensor> means,
      List<Tensor> squares,
      Tensor rate,
      Tensor step,
      AdamRule rule) {
    var in = lists(parameters, gradients, means, squares);
    int n = parameters.size();
    in.add(rate);
    in.add(step);
    String text =
        call(
            rule.decoupled ? "_fused_adamw_" : "_fused_adam_",
            "%list",
            plain(n, n),
            places(2 * n, n),
            places(3 * n, n),
            "annotate(List[Tensor], [])",
            Collections.nCopies(n, "%" + (4 * n + 1)),
            "lr=%" + 4 * n,
            "beta1=" + number(rule.beta1),
            "beta2=" + number(rule.beta2),
            "weight_decay=" + number(rule.decay),
            "eps=" + number(rule.epsilon),
            "amsgrad=False, maximize=False, grad_scale=None, found_inf=None");
    return new Update(kept(n, text), in);
  }

  /**
   * One step of gradient descent, as torch.optim.SGD does it: g ← g + w p; b ← μ b + (1 − δ) g; p ←
   * p − η b, or p − η (g + μ b) with Nesterov's momentum. Without momentum the list of buffers is
   * empty.
   *
   * @param buffers the momentum b, changed too; starts at 0
   */
  public static Update sgd(
      List<Tensor> parameters,
      List<Tensor> gradients,
      List<Tensor> buffers,
      Tensor rate,
      SgdRule rule) {
    int n = parameters.size();
    TorchScript.need(
        buffers.size() == (rule.momentum == 0 ? 0 : n),
        "momentum " + rule.momentum + " does not go with " + buffers.size() + " buffers");
    var in =
        buffers.isEmpty() ? lists(parameters, gradients) : lists(parameters, gradients, buffers);
    int at = in.size();
    in.add(rate);
    String text =
        call(
            "_fused_sgd_",
            "%list",
            plain(n, n),
            buffers.isEmpty() ? "annotate(List[Tensor], [])" : places(2 * n, n),
            "weight_decay=" + number(rule.decay),
            "momentum=" + number(rule.momentum),
            "lr=%" + at,
            "dampening=" + number(rule.dampening),
            "nesterov=" + TorchScript.bool(rule.nesterov),
            "maximize=False, is_first_step=False, grad_scale=None, found_inf=None");
    return new Update(kept(n, text), in);
  }

  /** targetᵢ ← targetᵢ + w (valueᵢ − targetᵢ): running averages. */
  public static Update lerp(List<Tensor> targets, List<Tensor> values, double weight) {
    var in = lists(targets, values);
    int n = targets.size();
    return new Update(kept(n, call("_foreach_lerp_", "%list", places(n, n), weight)), in);
  }

  /** target ← value. */
  public static Update set(Tensor target, Tensor value) {
    var in = lists(List.of(target), List.of(value));
    return new Update("torch.copy_(%0, torch.detach(%1), False)", in);
  }

  /** target[index] ← value, along the first axis. */
  public static Update put(Tensor target, Tensor index, Tensor value) {
    TorchScript.sameType(target, value);
    TorchScript.need(
        index.dtype() == DType.INT64
            && index.rank() == 1
            && target.rank() > 0
            && value.shape().equals(target.shape().with(0, index.size(0))),
        value + " does not fit into " + target + " at " + index);
    return new Update(
        "torch.index_copy_(%0, 0, %1, torch.detach(%2))",
        leaves(List.of(target), List.of(index, value)));
  }

  /** Lists of one length with one shape and type at each place; all but gradients are leaves. */
  @SafeVarargs
  private static List<Tensor> lists(List<Tensor>... lists) {
    for (var other : lists) {
      TorchScript.need(
          other.size() == lists[0].size(), "lists of " + lists[0].size() + " and " + other);
      for (int i = 0; i < other.size(); i++) {
        Tensor a = lists[0].get(i);
        Tensor b = other.get(i);
        TorchScript.need(
            a.type().equals(b.type()), "at place " + i + ", " + a + " and " + b + " differ");
      }
    }
    var rest = new ArrayList<Tensor>();
    for (int i = 1; i < lists.length; i++) {
      rest.addAll(lists[i]);
    }
    return leaves(lists[0], rest);
  }

  private static List<Tensor> leaves(List<Tensor> targets, List<Tensor> rest) {
    for (Tensor t : targets) {
      TorchScript.need(
          t.node.kind == Node.Kind.LEAF,
          t + " is computed by the program; only inputs and parameters can change");
    }
    var in = new ArrayList<>(targets);
    in.addAll(rest);
    return in;
  }

  /**
   * A call that changes the first n places as {@code %list}. The list is read afterwards, because
   * libtorch's dead-code elimination does not see that a call changes the elements of a list: a
   * list that nothing reads takes the call with it, without a word.
   */
  private static String kept(int n, String call) {
    String reading = TorchScript.stop("torch.eq(torch.len(%list), 0)", "nothing to update");
    return "%list = " + places(0, n) + "\n" + call + "\n" + reading;
  }

  /** Places as the fused kernels read them: dense, in row-major order. */
  private static String plain(int from, int count) {
    return places(from, count).replaceAll("%\\d+", "torch.contiguous($0)");
  }
}
