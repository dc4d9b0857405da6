package org.symm.networks;

import java.util.ArrayList;
import java.util.List;
import org.symm.groups.Product;
import org.symm.networks.layers.ItemLayout;
import org.symm.spaces.Axis;
import org.symm.spaces.Component;
import org.symm.spaces.Masks;
import org.symm.spaces.Present;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;
import org.symm.tensor.Terms;

/** Scalars times vectors: see {@link Networks#vectorFrames}. */
final class VectorFrames {

  private VectorFrames() {}

  /** Functions of each inner product. */
  private static final int WAVES = 7;

  /** How much of the error of far vectors comes back in weights, in those of a perceptron's own. */
  private static final double INVARIANTS = 1.0 / 16;

  static Network of(Space x, int... widths) {
    var vectors = new ArrayList<Integer>();
    var scalars = new ArrayList<Integer>();
    int d = 0;
    int n = ItemLayout.items("vectorFrames", x, Spaces.unit()).items();
    for (int i = 0; i < x.components().size(); i++) {
      Component c = x.components().get(i);
      if (Masks.items(c).isPresent()) {
        scalars.add(i);
        continue;
      }
      var axes = c.axes();
      if (ItemLayout.perItem(c)
          && axes.size() == 2
          && axes.get(1).isVector()
          && (d == 0 || d == axes.get(1).size())) {
        d = axes.get(1).size();
        vectors.add(i);
      } else if (axes.stream().noneMatch(Axis::isVector)) {
        scalars.add(i);
      } else {
        throw new IllegalArgumentException(
            "vectorFrames reads points(n, d), vectors(n, d) and scalars, not %s in %s."
                .formatted(c.name(), x));
      }
    }
    if (vectors.isEmpty()) {
      throw new IllegalArgumentException(
          "vectorFrames needs points or vectors; " + x + " has none.");
    }
    int m = vectors.size();
    int size = d;
    Space y = Spaces.frames(d);
    Space invariants = Spaces.features(n, WAVES * m * (m + 1) / 2);
    for (int i : scalars) {
      invariants = invariants.times(new Space(List.of(x.components().get(i))));
    }
    Network weights = DeepSets.of(invariants, Spaces.features(n, m * d), widths);
    return new Network(
        "vector frames",
        x,
        y,
        Product.of(Networks.turns(d), ItemLayout.items("vectorFrames", x, Spaces.unit()).group()),
        weights.parameters(),
        (t, u) -> {
          Tensor v = Tensors.stack(2, vectors.stream().map(t::get).toList());
          long rows = v.size(0);
          Tensor far =
              vectors.stream().map(i -> Terms.size(t.get(i))).reduce(Tensor::maximum).get();
          var in = new ArrayList<Tensor>(List.of(waves(products(v, far))));
          scalars.forEach(i -> in.add(t.get(i)));
          Present present = Present.of(x, t, n);
          Tensor raw = weights.diagram().run(in, u).get(0).reshape(rows, n, (long) m * size);
          Tensor spread = n == 1 ? raw : spread(raw, present);
          Tensor w = spread.reshape(rows, (long) n * m, size);
          Tensor frames = v.reshape(rows, (long) n * m, size).t().matMul(w);
          return List.of(Terms.note(frames, terms(v, far, spread)));
        },
        z -> of(z, widths));
  }

  /** Inner products (rows, n, m, m) of vectors that came from so far, (rows). */
  private static Tensor products(Tensor v, Tensor far) {
    Tensor length = v.square().sumKeep(3).sqrt();
    Tensor longer = length.maximum(length.t()).mul(far.reshape(-1, 1, 1, 1));
    return Terms.products(v.matMul(v.t()), longer);
  }

  /**
   * The terms of frames Σ vᵢ wᵢ, of which each part has errors of its own: vectors that came from
   * far, their weights as they come out of a perceptron, and the inner products that it reads,
   * whose errors are {@code far / |v|} times as large as rounding of what they are.
   */
  private static Tensor terms(Tensor v, Tensor far, Tensor spread) {
    Tensor own = v.stopGradient().abs().max(1, 2, 3);
    Tensor weights = spread.stopGradient().abs().max(1, 2);
    Tensor noted = Terms.size(spread);
    return far.mul(weights).add(own.mul(noted)).add(far.mul(noted).mul(INVARIANTS));
  }

  /**
   * Weights of mean 0 and variance about 1 over the items, (rows, n, …). Nearly equal weights would
   * make frames of small differences of large numbers: of centred points, Σ xᵢ = 0, they would
   * leave rounding errors only. Those that are equal in exact arithmetic, as the ones of the
   * corners of a tetrahedron, still do: the terms noted are the weights before, as much magnified.
   */
  private static Tensor spread(Tensor raw, Present present) {
    Tensor w = present.where(raw);
    Tensor centred = present.where(w.sub(present.meanKeep(w)));
    Tensor rate = present.meanKeep(centred.square()).add(1e-6).rsqrt();
    Tensor terms = w.stopGradient().abs().maxKeep(1).mul(rate.stopGradient());
    return Terms.note(centred.mul(rate), terms.reshape(w.size(0), -1).max(1).mul(Terms.WEIGHTS));
  }

  /**
   * Inner products t (rows, n, m, m), the different ones, as s = ±log(1 + |t|), sin ks and cos ks:
   * from such features even a fresh network makes weights that differ from column to column, so
   * that frames are well-conditioned.
   */
  private static Tensor waves(Tensor gram) {
    int m = (int) gram.size(-1);
    var s = new ArrayList<Tensor>();
    for (int i = 0; i < m; i++) {
      Tensor row = gram.select(2, i).slice(2, i, m);
      s.add(row.abs().log1p().mul(row.sign()));
    }
    Tensor all = Tensors.cat(2, s);
    var out = new ArrayList<Tensor>(List.of(all));
    for (double k = 2; k <= 8; k *= 2) {
      out.add(all.mul(k).sin());
      out.add(all.mul(k).cos());
    }
    return Tensors.cat(2, out);
  }
}
