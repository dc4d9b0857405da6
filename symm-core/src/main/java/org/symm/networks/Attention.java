package org.symm.networks;

import java.util.ArrayList;
import java.util.List;
import org.symm.engine.Parameter;
import org.symm.networks.layers.Dense;
import org.symm.networks.layers.Heads;
import org.symm.networks.layers.ItemLayout;
import org.symm.spaces.Present;
import org.symm.spaces.Space;
import org.symm.tensor.Layers;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;

/** The attention encoder: see {@link Networks#attention}. */
final class Attention {

  private Attention() {}

  /** A layer norm with its scale and shift. */
  private record Norm(Parameter scale, Parameter shift) {
    static Norm of(String name, int width, List<Parameter> into) {
      var n =
          new Norm(
              new Parameter(name + ".scale", Parameter.Start.ONES, Shape.of(width)),
              new Parameter(name + ".shift", Parameter.Start.ZEROS, Shape.of(width)));
      into.add(n.scale);
      into.add(n.shift);
      return n;
    }

    Tensor apply(Tensor x) {
      return Layers.layerNorm(x, scale.tensor().to(x.dtype()), shift.tensor().to(x.dtype()), 1e-5);
    }
  }

  /** One pre-norm block. */
  private record Block(
      Norm before, Dense qkv, Dense out, Norm between, Dense up, Dense down, int heads) {
    static Block of(String name, int width, int heads, List<Parameter> into) {
      return new Block(
          Norm.of(name + ".before", width, into),
          Dense.of(name + ".qkv", width, 3 * width, into),
          Dense.of(name + ".out", width, width, into),
          Norm.of(name + ".between", width, into),
          Dense.of(name + ".up", width, 2 * width, into),
          Dense.of(name + ".down", 2 * width, width, into),
          heads);
    }

    Tensor apply(Tensor h, Present present) {
      long b = h.size(0);
      long n = h.size(1);
      long w = h.size(2);
      Tensor all = qkv.apply(before.apply(h)).reshape(b, n, 3, heads, w / heads);
      Tensor mixed = attention(head(all, 0), head(all, 1), head(all, 2), present);
      Tensor x = h.add(out.apply(mixed.transpose(1, 2).reshape(b, n, w)));
      return x.add(down.apply(up.apply(between.apply(x)).silu()));
    }
  }

  /** Queries, keys or values as (rows, heads, items, width of a head). */
  private static Tensor head(Tensor all, int which) {
    return all.select(2, which).transpose(1, 2);
  }

  /** Attention to the present items, (rows, heads, items, width). */
  private static Tensor attention(Tensor q, Tensor k, Tensor v, Present present) {
    return present
        .mask()
        .map(m -> Layers.attention(q, k, v, m.reshape(m.size(0), 1, 1, m.size(1))))
        .orElseGet(() -> Layers.attention(q, k, v));
  }

  static Network of(Space x, Space y, int layers, int width, int heads) {
    if (layers < 1 || heads < 1 || width < 1 || width % heads != 0) {
      throw new IllegalArgumentException(
          "attention needs at least one layer and a width that its heads divide, not layers %s, width %s, heads %s."
              .formatted(layers, width, heads));
    }
    ItemLayout in = ItemLayout.items("attention", x, y);
    ItemLayout out = new ItemLayout(y, in.items());
    var parameters = new ArrayList<Parameter>();
    Dense embed = Dense.of("embed", in.features(), width, parameters);
    var blocks = new ArrayList<Block>();
    for (int i = 0; i < layers; i++) {
      blocks.add(Block.of("block" + i, width, heads, parameters));
    }
    Norm last = Norm.of("last", width, parameters);
    Heads ends = Heads.of(out, width, parameters);
    return new Network(
        "attention",
        x,
        y,
        in.group(),
        parameters,
        (t, u) -> {
          Present present = in.present(t);
          Tensor h = embed.apply(in.read(t));
          for (Block b : blocks) {
            h = b.apply(h, present);
          }
          return ends.apply(out, last.apply(h), present.meanOfFinite(h.dtype()), in, t);
        },
        z -> of(z, y, layers, width, heads));
  }
}
