package org.symm.networks;

import ai.djl.nn.Block;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.symm.display.Refused;
import org.symm.engine.Parameter;
import org.symm.groups.Group;
import org.symm.groups.Groups;
import org.symm.groups.Trivial;
import org.symm.kernels.Body;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.kernels.Noise;
import org.symm.networks.layers.BatchNorm;
import org.symm.networks.layers.Dense;
import org.symm.networks.layers.Dropout;
import org.symm.networks.layers.ItemLayout;
import org.symm.spaces.Axis;
import org.symm.spaces.Component;
import org.symm.spaces.Masks;
import org.symm.spaces.Present;
import org.symm.spaces.Space;
import org.symm.tensor.Tensor;

/** The networks, for static import. Parameters start when first used, or by {@link Kernel#init}. */
public final class Networks {

  private Networks() {}

  /**
   * A multilayer perceptron on all numbers of the input in one row, with SiLU between layers;
   * equivariant for 1. A mask counts as numbers, and items that it says are absent as 0.
   */
  public static Network mlp(Space x, Space y, int... widths) {
    return mlp(Tensor::silu, x, y, widths);
  }

  /** A multilayer perceptron with an activation of one's own, as {@code Tensor::tanh}. */
  public static Network mlp(UnaryOperator<Tensor> activation, Space x, Space y, int... widths) {
    given("mlp", x, y, widths);
    Refused.ifNull(activation, "the activation of mlp");
    ItemLayout.masks("mlp", x, y);
    Space reals = Masks.without(y);
    Masks.without(x).times(reals).components().forEach(c -> ItemLayout.real("mlp", c));
    var parameters = new ArrayList<Parameter>();
    var layers = stack("mlp", x.width(), reals.width(), parameters, widths);
    return new Network(
        "mlp",
        x,
        y,
        new Trivial(),
        parameters,
        (t, u) ->
            Masks.withMasks(y, reals.rows(through(activation, layers, x.flat(reals(t, u)))), x, t),
        z -> mlp(activation, z, y, widths));
  }

  /** Tensors of which masks become real numbers. */
  static List<Tensor> reals(List<Tensor> x, Noise u) {
    return x.stream().map(t -> t.dtype().isFloating() ? t : t.to(u.real())).toList();
  }

  /** Stops without spaces, and at widths below 1. */
  private static void given(String name, Space x, Space y, int... widths) {
    Refused.ifNull(x, "the domain of %s", name);
    Refused.ifNull(y, "the codomain of %s", name);
    Refused.ifNull(widths, "the list of widths of %s", name);
    for (int w : widths) {
      Refused.unless(
          w >= 1, "%s needs widths of at least 1, not %s", name, Arrays.toString(widths));
    }
  }

  static List<Dense> stack(String name, int from, int to, List<Parameter> into, int... widths) {
    var layers = new ArrayList<Dense>();
    int w = from;
    for (int i = 0; i <= widths.length; i++) {
      int next = i < widths.length ? widths[i] : to;
      layers.add(Dense.of(name + "." + i, w, next, into));
      w = next;
    }
    return layers;
  }

  static Tensor through(UnaryOperator<Tensor> activation, List<Dense> layers, Tensor x) {
    for (int i = 0; i < layers.size(); i++) {
      x = layers.get(i).apply(x);
      x = i + 1 < layers.size() ? activation.apply(x) : x;
    }
    return x;
  }

  /**
   * Deep sets (Zaheer et al. 2017, eq. 4): layers hᵢ ↦ SiLU(A hᵢ + B mean_j hⱼ + b), equivariant
   * for S(n). Parts of the codomain with items are read off each item, parts without from the mean
   * over items.
   */
  public static Network deepSets(Space x, Space y, int... widths) {
    given("deepSets", x, y, widths);
    return DeepSets.of(x, y, widths);
  }

  /**
   * A graph isomorphism network on items with edges between them, (1 + ε) hᵢ + Σⱼ Aᵢⱼ hⱼ in each
   * layer (Xu et al. 2019, eq. 4.1), equivariant for S(n). Parts of the codomain with items are
   * read off each item, parts without from the sum over items.
   *
   * @param x items, as features(n, k), and one array edges(n), whose entries are the weights Aᵢⱼ
   * @param how layers, widths, norms, and whether there is a virtual node
   */
  public static Network gin(Space x, Space y, Gin how) {
    given("gin", x, y);
    Refused.ifNull(how, "the layers of gin");
    return how.of(x, y);
  }

  /**
   * An attention encoder with one token an item and no positions, so equivariant for S(n): pre-norm
   * blocks of multi-head attention and a two-layer perceptron (Vaswani et al. 2017; pre-norm after
   * Xiong et al. 2020).
   */
  public static Network attention(Space x, Space y, int layers, int width, int heads) {
    given("attention", x, y);
    return Attention.of(x, y, layers, width, heads);
  }

  /**
   * Frames from vectors: column k is Σᵢ Σₘ w_imk v_im, over the vectors v_im of the items, with
   * weights from deep sets on their inner products and scalars, scaled to mean 0 and variance 1
   * over the items. Equivariant for O(d)×S(n).
   */
  public static Network vectorFrames(Space x, int... widths) {
    given("vectorFrames", x, x, widths);
    return VectorFrames.of(x, widths);
  }

  /**
   * Scalars times tensors, equivariant for O(d) (Villar et al. 2021, arXiv 2106.06610): vectors u
   * and matrices M of the input give words T in M and Mᵀ, and vectors T u; a perceptron of their
   * inner products and of the input's scalars gives the coefficients of each output, Σ c u for a
   * vector and Σ c T + Σ c u uᵀ for a matrix.
   */
  public static Network scalarsTimesTensors(
      UnaryOperator<Tensor> activation, Space x, Space y, int... widths) {
    given("scalarsTimesTensors", x, y, widths);
    Refused.ifNull(activation, "the activation of scalarsTimesTensors");
    return ScalarsTimesTensors.of(activation, x, y, widths);
  }

  /**
   * A DJL block as a network: an opaque box, run between the compiled parts of a program, through
   * which gradients pass. The block's parameters that require gradients become the network's; a
   * block that was initialised keeps its numbers as their start, another starts from a seed as
   * networks do here. The block runs in evaluation mode: dropout is off and batch norm uses its
   * stored statistics, which do not change.
   *
   * <p>A number that the block takes from Java, as in {@code x.mul(2)}, must not come between its
   * parameters or inputs and its outputs in training: DJL hands libtorch the memory of a Java
   * buffer, which the garbage collector may release before the gradient is taken, and the gradient
   * is then wrong without a word. Put such factors in boxes around the block.
   *
   * @throws IllegalArgumentException if the block's outputs do not have the shapes of y
   */
  public static Network of(Block block, Space x, Space y) {
    Refused.ifNull(block, "the block of a network");
    given("a network of a block", x, y);
    return DjlBlocks.of(block, x, y);
  }

  /**
   * A TorchScript module of a file as a network with nothing to learn: its parameters are fixed,
   * gradients pass to its inputs. The file fixes the element type, mostly float32.
   */
  public static Network load(Path file, Space x, Space y) {
    Refused.ifNull(file, "the file of a network");
    given("a network of a file", x, y);
    return DjlBlocks.fixed(file, x, y);
  }

  /**
   * x ↦ x₀ + k(x), with x₀ the first part of the input: the network says how far to move. The group
   * must act on that part by linear maps: a sum of two points moves by 2t under a translation by t.
   */
  public static Kernel residual(Kernel k) {
    Refused.ifNull(k, "the kernel of a residual");
    Refused.unless(
        k.cod().components().size() == 1
            && !k.dom().components().isEmpty()
            && k.dom().components().get(0).equals(k.cod().components().get(0)),
        "residual needs a kernel that ends in the first component of its domain, not %s.",
        k);
    Space first = k.cod();
    Group g = k.group();
    if (!first.isLinear(g)) {
      throw new IllegalArgumentException(
          "a residual of \"%s\" would not be equivariant: %s does not act on %s by linear maps; take the residual before symmetrising to %s."
              .formatted(k.name(), g, first, g));
    }
    var copy = Kernels.copy(k.dom(), g);
    var add =
        Kernels.box(
            "add to input",
            k.dom().times(first),
            first,
            g,
            List.of(),
            false,
            (in, u) -> {
              List<Tensor> x = Masks.zeroed(k.dom(), in.subList(0, in.size() - 1));
              Tensor sum = x.get(0).add(in.get(in.size() - 1));
              return Masks.cleaned(first, List.of(sum), k.dom(), x);
            });
    return copy.then(Kernels.identity(k.dom(), g).beside(k)).then(add).named(k.name());
  }

  /**
   * Batch norm as a box: each number along the last axis of features, pooled over rows, samples and
   * items, with {@link BatchNorm}'s constants; equivariant for S(n) where there are n items. In
   * training it uses the statistics of the whole step, in evaluation and certificates stored ones.
   *
   * @param x one array of numbers that groups do not mix, as scalars(k) or features(n, k), and
   *     present(n) where only present items count
   */
  public static Kernel batchNorm(Space x) {
    Refused.ifNull(x, "the space of batch norm");
    Group g = mixedByItemsAlone("batch norm", x);
    int last = (int) Masks.without(x).parts().get(0).shape().size(-1);
    var parameters = new ArrayList<Parameter>();
    var statistics = new ArrayList<Parameter>();
    var norm = BatchNorm.of("norm", last, parameters, statistics);
    Body body =
        new Body.Trained(
            statistics,
            layer(
                x,
                (in, present) -> u -> norm.apply(in, present.numbers(in.dtype()).orElse(null), u)));
    return Kernels.box("batch norm", x, x, g, parameters, false, body);
  }

  /**
   * Dropout as a box: in training each number is 0 with probability p, and divided by 1 − p
   * otherwise; in evaluation and certificates x ↦ x.
   *
   * @param x one array of numbers that groups do not mix, as scalars(k) or features(n, k), and
   *     present(n) where items may be absent
   */
  public static Kernel dropout(Space x, double rate) {
    Refused.ifNull(x, "the space of dropout");
    Group g = mixedByItemsAlone("dropout", x);
    var drop = new Dropout("dropped", rate);
    Body body = new Body.Trained(List.of(), layer(x, (in, present) -> u -> drop.apply(in, u)));
    return Kernels.box("dropout", x, x, g, List.of(), false, body);
  }

  /** A layer on one array with which of its items are present, which it hands on. */
  private static Body layer(Space x, BiFunction<Tensor, Present, Function<Noise, Tensor>> layer) {
    Component array = Masks.without(x).components().get(0);
    int n = ItemLayout.perItem(array) ? array.axes().get(0).size() : 0;
    Body body =
        (in, u) -> {
          Present present = Present.of(x, in, n);
          Tensor y = layer.apply(Masks.unmasked(x, in).get(0), present).apply(u);
          return Masks.withMasks(x, List.of(y), x, in);
        };
    return Body.OnPresent.of(x, x, body);
  }

  /** S(n) for features(n, k), 1 for scalars(k). */
  private static Group mixedByItemsAlone(String name, Space all) {
    Space x = Masks.without(all);
    for (Component c : x.components()) {
      List<Axis> axes = ItemLayout.axes(name, c);
      boolean items = axes.size() > 1 && axes.get(0).isItems();
      Refused.unless(
          x.components().size() == 1
              && axes.subList(items ? 1 : 0, axes.size()).stream().allMatch(Axis::isPlain),
          "%s is for one array of numbers that no turn mixes, as scalars(k) or features(n, k), not"
              + " %s.",
          name,
          x);
    }
    return x.components().stream().anyMatch(ItemLayout::perItem)
        ? ItemLayout.items(name, all, all).group()
        : new Trivial();
  }

  static Group turns(int d) {
    return Groups.O(d);
  }
}
