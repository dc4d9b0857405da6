package org.symm.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.symm.display.Refused;
import org.symm.engine.Parameter;
import org.symm.kernels.Body;
import org.symm.kernels.Noise;
import org.symm.networks.layers.BatchNorm;
import org.symm.networks.layers.Dense;
import org.symm.networks.layers.GraphLayout;
import org.symm.networks.layers.Heads;
import org.symm.networks.layers.ItemLayout;
import org.symm.spaces.Present;
import org.symm.spaces.Space;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * A graph isomorphism network (Xu et al. 2019, arXiv 1810.00826, eq. 4.1): layers hᵢ ← σ(f((1 + ε)
 * hᵢ + Σⱼ Aᵢⱼ hⱼ)) with a learned ε that starts in [0, 1), read off by a sum or a mean over items.
 * See {@link Networks#gin}.
 *
 * @param layers how many
 * @param width features of an item after each
 * @param activation σ
 * @param isNormed whether f is affine, batch norm, σ, affine, and batch norm comes again before σ;
 *     else f is affine
 * @param hasVirtualNode whether one more node with learned features is joined to all items and to
 *     itself
 * @param sums whether parts of the codomain without items are read off the sum over items; else off
 *     the mean
 */
public record Gin(
    int layers,
    int width,
    UnaryOperator<Tensor> activation,
    boolean isNormed,
    boolean hasVirtualNode,
    boolean sums) {

  /** At least one layer and one feature. */
  public Gin {
    Refused.unless(
        layers >= 1 && width >= 1,
        "gin needs at least one layer and one feature, not %s and %s",
        layers,
        width);
    Refused.ifNull(activation, "the activation of gin");
  }

  /** Affine layers with ReLU, read off by a sum. */
  public Gin(int layers, int width) {
    this(layers, width, Tensor::relu, false, false, true);
  }

  /** The same with another activation. */
  public Gin activation(UnaryOperator<Tensor> other) {
    return new Gin(layers, width, other, isNormed, hasVirtualNode, sums);
  }

  /** The same with two affine maps in a layer, and batch norm after each. */
  public Gin normed() {
    return new Gin(layers, width, activation, true, hasVirtualNode, sums);
  }

  /** The same with a virtual node. */
  public Gin virtualNode() {
    return new Gin(layers, width, activation, isNormed, true, sums);
  }

  /** The same, read off by a mean. */
  public Gin mean() {
    return new Gin(layers, width, activation, isNormed, hasVirtualNode, false);
  }

  /** One layer; the norms and the second affine map are null where there are none. */
  private record Layer(
      Parameter epsilon, Dense first, BatchNorm inner, Dense second, BatchNorm outer) {

    static Layer of(String name, Gin g, int in, List<Parameter> into, List<Parameter> statistics) {
      var epsilon = new Parameter(name + ".eps", Parameter.Start.UNIT_INTERVAL, Shape.of(1));
      into.add(epsilon);
      Dense first = Dense.of(name + ".0", in, g.width, into);
      if (!g.isNormed) {
        return new Layer(epsilon, first, null, null, null);
      }
      BatchNorm inner = BatchNorm.of(name + ".norm.0", g.width, into, statistics);
      Dense second = Dense.of(name + ".1", g.width, g.width, into);
      return new Layer(
          epsilon, first, inner, second, BatchNorm.of(name + ".norm.1", g.width, into, statistics));
    }

    Tensor apply(Gin g, Tensor h, Tensor edges, Present present, Noise u) {
      Tensor own = h.mul(epsilon.tensor().to(h.dtype()).add(1));
      Tensor z = first.apply(own.add(edges.matMul(h)));
      if (g.isNormed) {
        Tensor mask = present.numbers(h.dtype()).orElse(null);
        z = second.apply(g.activation.apply(inner.apply(z, mask, u)));
        z = outer.apply(z, mask, u);
      }
      return present.where(g.activation.apply(z));
    }
  }

  /** The network X → Y. */
  Network of(Space x, Space y) {
    GraphLayout graph = GraphLayout.of("gin", x, y);
    ItemLayout in = graph.items();
    ItemLayout out = new ItemLayout(y, in.items());
    var parameters = new ArrayList<Parameter>();
    var statistics = new ArrayList<Parameter>();
    int features = in.features();
    Parameter node =
        new Parameter("virtual", Parameter.Start.STANDARD_NORMAL, Shape.of(1, 1, features));
    if (hasVirtualNode) {
      parameters.add(node);
    }
    var all = new ArrayList<Layer>();
    for (int i = 0; i < layers; i++) {
      int from = i == 0 ? features : width;
      all.add(Layer.of("layer." + i, this, from, parameters, statistics));
    }
    Heads heads = Heads.of(out, width, parameters);
    Body body =
        (t, u) -> {
          List<Tensor> of = graph.withoutEdges(t);
          Present present = in.present(of);
          Tensor h = present.where(in.read(of));
          Tensor edges = graph.edges(t);
          Present nodes = hasVirtualNode ? present.withOneMore() : present;
          if (hasVirtualNode) {
            Tensor one = node.tensor().to(h.dtype()).expand(u.rows(), 1, features);
            h = Tensors.cat(1, h, one);
            edges = joined(edges, present);
          }
          for (Layer layer : all) {
            h = layer.apply(this, h, edges, nodes, u);
          }
          Tensor each = hasVirtualNode ? h.slice(1, 0, in.items()) : h;
          return heads.apply(out, each, sums ? present::sum : present::mean, in, of);
        };
    return new Network(
        "gin",
        x,
        y,
        in.group(),
        parameters,
        statistics.isEmpty() ? body : new Body.Trained(statistics, body),
        z -> of(z, y));
  }

  /** Edges (rows, n, n) and those of one node more, joined to the present items and to itself. */
  private static Tensor joined(Tensor edges, Present present) {
    long n = edges.size(1);
    Tensor ones = Tensors.ones(Shape.of(edges.size(0), n, 1), edges.dtype());
    Tensor column = present.where(ones);
    Tensor itself = Tensors.ones(Shape.of(edges.size(0), 1, 1), edges.dtype());
    return Tensors.cat(
        1, Tensors.cat(2, edges, column), Tensors.cat(2, column.transpose(1, 2), itself));
  }
}
