package org.symm.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.symm.display.Refused;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * A discrete element that passes a gradient: beside the element as it is held stands what acts on
 * vectors, with entries that are exactly 0 or 1. Of S(n) this is the permutation matrix P, (Pz)[i]
 * = Σⱼ P[i, j] z[j] with P[π(j), j] = 1; of a group held by numbers one-hot weights, y = Σₕ wₕ h·x.
 * Values are those of the element itself, bit for bit; only the gradient goes through P or w, and
 * from there to a soft P or w that a Γ gives (Bengio et al. 2013, arXiv 1308.3432, section 4).
 *
 * <p>Inverses and products hand it on, in direct products of groups too. It acts on spaces on which
 * the group acts by linear maps, as P and w make sums of points. What cannot hand it on refuses it,
 * so no gradient is lost without a word.
 *
 * @param group S(n), or a group held by numbers
 * @param plain the part without this note
 * @param acting P, (rows, n, n), or w, (rows, |G|)
 */
public record Surrogate(Group group, Tensor plain, Tensor acting) {

  /**
   * The part that holds an element, with the gradient of something soft.
   *
   * @param group S(n), C(n) or a group by table
   * @param part the element, as the group holds it
   * @param soft real numbers of P's or w's shape, that the gradient by P or w is handed to
   */
  public static Tensor of(Group group, Tensor part, Tensor soft) {
    Tensor hard = hard(group, part, soft.dtype());
    return noted(group, part, hard.differentiated((y, g) -> List.of(g), soft));
  }

  private static Tensor noted(Group group, Tensor part, Tensor acting) {
    return part.noted(new Surrogate(group, part, acting));
  }

  /** What was noted of a part. */
  static Optional<Surrogate> of(Tensor part) {
    return part.note() instanceof Surrogate s ? Optional.of(s) : Optional.empty();
  }

  /** The groups of which parts pass a gradient. */
  public static List<Group> groups(Element g) {
    return g.parts().stream().flatMap(p -> of(p).stream()).map(Surrogate::group).toList();
  }

  private static boolean in(List<Tensor> parts) {
    return parts.stream().anyMatch(p -> of(p).isPresent());
  }

  /** Stops where a part passes a gradient that would be lost. */
  public static void refuse(String by, List<Tensor> parts) {
    Refused.unless(
        !in(parts),
        "%s does not hand on the gradient of a discrete choice, which is of sums of points; let the"
            + " choice act on arrays of numbers on which its group acts by linear maps, or take a Γ"
            + " without surrogate gradient.",
        by);
  }

  /** The same where an element goes through a map: the image must still know. */
  static Element through(Object map, Element g, Element image) {
    if (in(g.parts()) && !in(image.parts())) {
      refuse(map.toString(), g.parts());
    }
    return image;
  }

  /** P with P[π(j), j] = 1, or one-hot weights. */
  private static Tensor hard(Group group, Tensor part, DType real) {
    return group instanceof Symmetric s
        ? part.oneHot(s.n(), real).transpose(1, 2)
        : part.oneHot(((IndexedGroup) group).order(), real);
  }

  private static Tensor acting(Group group, Tensor part, DType real) {
    return of(part).map(s -> s.acting.to(real)).orElseGet(() -> hard(group, part, real));
  }

  /** The part of g⁻¹: Pᵀ, or the weights at h⁻¹. */
  static Tensor inverse(Group group, Tensor g, Tensor inverse) {
    return of(g)
        .map(
            s ->
                noted(
                    group,
                    inverse,
                    group instanceof Symmetric
                        ? s.acting.transpose(1, 2)
                        : s.acting.indexSelect(1, inverses(group))))
        .orElse(inverse);
  }

  /** The part of g h: the product of the matrices, or Σ over all ways to write an element. */
  static Tensor product(Group group, Tensor g, Tensor h, Tensor product) {
    var known = of(g).or(() -> of(h));
    if (known.isEmpty()) {
      return product;
    }
    DType real = known.get().acting.dtype();
    Tensor a = acting(group, g, real);
    Tensor b = acting(group, h, real);
    if (group instanceof Symmetric) {
      return noted(group, product, a.matMul(b));
    }
    // (w ∗ v)[k] = Σₕ w[h] v[h⁻¹k].
    int n = ((IndexedGroup) group).order();
    Tensor each = b.indexSelect(1, quotients(group)).reshape(b.size(0), n, n);
    return noted(group, product, a.unsqueeze(1).matMul(each).squeeze(1));
  }

  private static Element all(Group group) {
    return ElementList.elements(group).orElseThrow();
  }

  private static Tensor inverses(Group group) {
    return all(group).inverse().only();
  }

  /** h⁻¹k at h n + k. */
  private static Tensor quotients(Group group) {
    Element all = all(group);
    int n = ((IndexedGroup) group).order();
    return ElementList.pairs(all.inverse(), n, false).times(ElementList.pairs(all, n, true)).only();
  }

  /**
   * π⁻¹·x along an axis, x[π(i)] at i, for permutations that may pass a gradient: ∂P[j, i] = Σ x[…
   * j …] ∂y[… i …]. The gradient by x is that of the hard choice, and itself depends on P. Whole
   * numbers, as masks, have none.
   */
  static Tensor along(Tensor x, int axis, Tensor index, Tensor plain) {
    return of(index)
        .filter(s -> x.dtype().isFloating())
        .map(
            s ->
                plain.differentiated(
                    (y, g) -> {
                      Tensor back = inverse(s.group, index, s.plain.inversePermutation(1));
                      return List.of(
                          VectorAction.along(g, axis, back),
                          rows(x, axis).matMul(rows(g, axis).transpose(1, 2)).to(s.acting.dtype()));
                    },
                    x,
                    s.acting))
        .orElse(plain);
  }

  /** (rows, n, …) with an axis first and the others as one. */
  private static Tensor rows(Tensor x, int axis) {
    return x.transpose(1, axis).reshape(x.size(0), x.size(axis), -1);
  }

  /** How elements act on points: g·x, one tensor for each part. */
  public interface Action {
    /** g·x, row by row. */
    List<Tensor> of(Element g, List<Tensor> x);
  }

  /**
   * g·x, where parts of g that are held by numbers may pass a gradient: ∂wₕ = ⟨∂y, h·x⟩, where h
   * stands in g for the part. The gradient by x is that of the hard choice, and itself depends on
   * w.
   */
  public static List<Tensor> act(Element g, List<Tensor> x, Action action) {
    var plain =
        new Element(
            g.group(),
            g.parts().stream().map(p -> numbered(p).map(Surrogate::plain).orElse(p)).toList());
    List<Tensor> y = action.of(plain, x);
    for (int i = 0; i < g.parts().size(); i++) {
      int at = i;
      var s = numbered(g.parts().get(i));
      if (s.isPresent()) {
        var before = y;
        UnaryOperator<List<Tensor>> orbit = z -> orbit(plain, at, s.get().group, z, action);
        y =
            IntStream.range(0, y.size())
                .mapToObj(j -> withWeights(before.get(j), j, x, s.get().acting, orbit))
                .toList();
      }
    }
    return y;
  }

  private static Optional<Surrogate> numbered(Tensor part) {
    return of(part).filter(s -> s.group instanceof IndexedGroup);
  }

  /** y, and 0 with the gradient of Σ wₕ (h·x) by w. */
  private static Tensor withWeights(
      Tensor y, int j, List<Tensor> x, Tensor w, UnaryOperator<List<Tensor>> orbit) {
    if (!y.dtype().isFloating()) {
      return y;
    }
    Tensor zero =
        zeros(y)
            .differentiated(
                (value, g) ->
                    List.of(
                        slope(w, x.get(j), j, x, g, orbit), shares(orbit.apply(x).get(j), g, w)),
                x.get(j),
                w);
    return y.add(zero);
  }

  /**
   * The gradient by x that is not in the hard action's: 0, with a gradient by w of its own, which
   * second derivatives need.
   */
  private static Tensor slope(
      Tensor w, Tensor xj, int j, List<Tensor> x, Tensor g, UnaryOperator<List<Tensor>> orbit) {
    return zeros(xj)
        .differentiated(
            (value, v) -> {
              var moved = new ArrayList<>(x);
              moved.set(j, v);
              var still = new ArrayList<>(x);
              still.set(j, zeros(v));
              Tensor linear = orbit.apply(moved).get(j).sub(orbit.apply(still).get(j));
              return List.of(shares(linear, g, w));
            },
            w);
  }

  /** ⟨g, yₕ⟩ for each h: (rows, |G|), from (rows · |G|, …). */
  private static Tensor shares(Tensor orbit, Tensor g, Tensor w) {
    return orbit
        .reshape(w.size(0), w.size(1), -1)
        .matMul(g.reshape(w.size(0), -1, 1))
        .squeeze(2)
        .to(w.dtype());
  }

  /** h·x for all h in turn in the place of one part of g: each row |G| times. */
  private static List<Tensor> orbit(Element g, int at, Group group, List<Tensor> x, Action action) {
    int n = ((IndexedGroup) group).order();
    long rows = g.rows();
    var parts = new ArrayList<>(g.parts().stream().map(p -> p.repeatInterleave(n, 0)).toList());
    parts.set(at, Tensors.range(n, DType.INT64).unsqueeze(0).expand(rows, n).reshape(rows * n));
    return action.of(
        new Element(g.group(), parts), x.stream().map(p -> p.repeatInterleave(n, 0)).toList());
  }

  private static Tensor zeros(Tensor like) {
    return Tensors.zeros(like.shape(), like.dtype());
  }
}
