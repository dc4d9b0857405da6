package org.symm.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.symm.display.Refused;
import org.symm.engine.Parameter;
import org.symm.groups.Groups;
import org.symm.networks.layers.ItemLayout;
import org.symm.spaces.Axis;
import org.symm.spaces.Component;
import org.symm.spaces.Masks;
import org.symm.spaces.Space;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;
import org.symm.tensor.Terms;

/**
 * See {@link Networks#scalarsTimesTensors}. Vectors are columns (rows, d, m), words are (rows, n,
 * d²); every matrix is taken over √d, so that words of any length are of size about one.
 */
record ScalarsTimesTensors(int d, List<Kind> x, List<Kind> y, int words) {

  /** Words in M and Mᵀ have at most so many letters. */
  private static final int LETTERS = 3;

  /** How O(d) acts on a component: its vector axes, and how many of it there are. */
  private record Kind(boolean[] vector, long count) {

    static Kind of(Component c, int d) {
      if (Masks.items(c).isPresent()) {
        return new Kind(new boolean[1], Masks.items(c).get());
      }
      var axes = ItemLayout.axes("scalarsTimesTensors", c);
      var vector = new boolean[axes.size()];
      long count = 1;
      for (int i = 0; i < vector.length; i++) {
        vector[i] = axes.get(i).isVector();
        count *= vector[i] ? 1 : axes.get(i).size();
      }
      var kind = new Kind(vector, count);
      Refused.unless(
          kind.order() <= 2 && (kind.order() == 0 || vector.length <= 2),
          "scalarsTimesTensors reads and writes scalars, vectors and matrices, not %s.",
          c.name());
      new Space(List.of(c)).demand(Groups.O(d));
      return kind;
    }

    int order() {
      return (int) IntStream.range(0, vector.length).filter(i -> vector[i]).count();
    }

    /** Whether its vectors are rows. */
    boolean across() {
      return vector.length == 2 && vector[1];
    }
  }

  static Network of(UnaryOperator<Tensor> activation, Space x, Space y, int... widths) {
    int d = dimension(x.times(y));
    ItemLayout.masks("scalarsTimesTensors", x, y);
    Space reals = Masks.without(y);
    var from = x.components().stream().map(c -> Kind.of(c, d)).toList();
    var to = reals.components().stream().map(c -> Kind.of(c, d)).toList();
    int matrices = (int) from.stream().filter(k -> k.order() == 2).count();
    int words = 1;
    for (int i = 0, letters = 1; i < LETTERS && matrices > 0; i++) {
      letters *= 2 * matrices;
      words += letters;
    }
    var shape = new ScalarsTimesTensors(d, from, to, words);
    double products = Math.pow(shape.vectors(), 2) * to.stream().mapToLong(Kind::count).sum();
    if (products > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "scalarsTimesTensors would pair %s vectors of %s with each other, which is too many."
              .formatted(shape.vectors(), x));
    }
    var parameters = new ArrayList<Parameter>();
    var layers =
        Networks.stack("scalars", shape.invariants(), shape.coefficients(), parameters, widths);
    return new Network(
        "scalars times tensors",
        x,
        y,
        Networks.turns(d),
        parameters,
        (t, u) ->
            Masks.withMasks(
                y,
                shape.apply(
                    Networks.reals(t, u), s -> Networks.through(activation, layers, s), reals),
                x,
                t),
        z -> of(activation, z, y, widths));
  }

  private static int dimension(Space all) {
    return all.components().stream()
        .flatMap(c -> c.axes().stream())
        .filter(Axis::isVector)
        .mapToInt(Axis::size)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "scalarsTimesTensors needs vectors or matrices; " + all + " has none."));
  }

  private int count(int order) {
    return x.stream().filter(k -> k.order() == order).mapToInt(k -> (int) k.count()).sum();
  }

  /** Vectors that outputs are made of: the input's, and words applied to them until there are d. */
  private int vectors() {
    int own = count(1);
    return words > 1 && own > 0 ? Math.max(own, Math.min(d, own * words)) : own;
  }

  private int invariants() {
    int v = vectors();
    return v * v + (words > 1 ? words * words : 0) + count(0);
  }

  private int coefficients() {
    int v = vectors();
    return y.stream()
        .mapToInt(k -> (int) k.count() * (k.order() == 0 ? 1 : k.order() == 1 ? v : v * v + words))
        .sum();
  }

  private List<Tensor> apply(List<Tensor> in, UnaryOperator<Tensor> perceptron, Space out) {
    long rows = in.get(0).size(0);
    var letters = new ArrayList<Tensor>();
    var columns = new ArrayList<Tensor>();
    var scalars = new ArrayList<Tensor>();
    for (int i = 0; i < in.size(); i++) {
      Kind k = x.get(i);
      Tensor t = in.get(i);
      if (k.order() == 2) {
        Tensor m = t.div(Math.sqrt(d));
        letters.add(m);
        letters.add(m.t());
      } else if (k.order() == 1) {
        columns.add(k.across() ? t.t() : t.reshape(rows, d, k.count()));
      } else {
        scalars.add(t.reshape(rows, k.count()));
      }
    }
    var matrices = words(letters, rows, in.get(0));
    Tensor u = columns.isEmpty() ? null : vectors(columns, matrices);
    for (int i = 0; i < in.size(); i++) {
      u = x.get(i).order() == 1 ? Terms.note(u, Terms.size(u).maximum(Terms.size(in.get(i)))) : u;
    }
    Tensor t = flat(matrices, rows);
    var invariants = new ArrayList<Tensor>();
    if (u != null) {
      Tensor length = u.square().sumKeep(1).sqrt();
      Tensor far = Terms.size(u).reshape(rows, 1, 1).mul(length.maximum(length.t()));
      invariants.add(squeezed(Terms.products(u.t().matMul(u), far).div(d), rows));
    }
    if (words > 1) {
      invariants.add(squeezed(t.matMul(t.t()).div(d), rows));
    }
    scalars.forEach(s -> invariants.add(squeezed(s, rows)));
    Tensor c = perceptron.apply(Tensors.cat(1, invariants));
    return write(c, u, t, rows, out);
  }

  /** s ↦ ±log(1 + |s|), one row of numbers for each row. */
  private static Tensor squeezed(Tensor s, long rows) {
    return s.abs().log1p().mul(s.sign()).reshape(rows, -1);
  }

  /** 1 and the products of up to so many letters. */
  private List<Tensor> words(List<Tensor> letters, long rows, Tensor like) {
    var all = new ArrayList<Tensor>();
    all.add(Tensors.eye(d, like.dtype()).unsqueeze(0).expand(rows, d, d));
    var last = new ArrayList<>(letters);
    for (int i = 0; i < LETTERS && !letters.isEmpty(); i++) {
      all.addAll(last);
      var longer = new ArrayList<Tensor>();
      last.forEach(w -> letters.forEach(l -> longer.add(l.matMul(w))));
      last = longer;
    }
    return all;
  }

  private Tensor flat(List<Tensor> matrices, long rows) {
    return Tensors.cat(1, matrices.stream().map(m -> m.reshape(rows, 1, (long) d * d)).toList());
  }

  private Tensor vectors(List<Tensor> columns, List<Tensor> matrices) {
    var all = new ArrayList<Tensor>();
    Tensor own = Tensors.cat(2, columns);
    int wanted = vectors();
    for (int i = 0; i * own.size(2) < wanted; i++) {
      all.add(i == 0 ? own : matrices.get(i).matMul(own));
    }
    return Tensors.cat(2, all).slice(2, 0, wanted);
  }

  private List<Tensor> write(Tensor c, Tensor u, Tensor t, long rows, Space space) {
    var out = new ArrayList<Tensor>();
    long at = 0;
    int v = vectors();
    for (int i = 0; i < y.size(); i++) {
      Kind k = y.get(i);
      Tensor z;
      if (k.order() == 0) {
        z = c.slice(1, at, at += k.count());
      } else if (k.order() == 1) {
        Tensor w = c.slice(1, at, at += v * k.count()).reshape(rows, v, k.count());
        Tensor terms = Terms.size(u).mul(Terms.size(w)).mul(Terms.WEIGHTS);
        z = Terms.note(u.matMul(w), terms);
        z = k.across() ? Terms.like(z, z.t()) : z;
      } else {
        z = c.slice(1, at, at += words).unsqueeze(1).matMul(t).reshape(rows, d, d);
        if (u != null) {
          Tensor w = c.slice(1, at, at += (long) v * v).reshape(rows, v, v);
          z = z.add(u.matMul(w).matMul(u.t()));
        }
      }
      out.add(Terms.like(z, z.reshape(space.parts().get(i).rows(rows).toArray())));
    }
    return out;
  }
}
