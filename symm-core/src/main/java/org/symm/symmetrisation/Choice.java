package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.List;
import org.symm.groups.Coset;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.groups.MatrixGroup;
import org.symm.groups.Product;
import org.symm.groups.Symmetric;
import org.symm.groups.Translation;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.kernels.Noise;
import org.symm.spaces.Component;
import org.symm.spaces.Restricted;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.tensor.DType;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * Equivariant maps from what networks return to group elements: frames(d) → O(d), SO(d) by
 * Gram–Schmidt, features(n, 1) → S(n) by sorting, point(d) → T(d) as it is; products side by side.
 */
final class Choice {

  private Choice() {}

  /** The kernel Z → G/φ(H), equivariant for G. */
  static Kernel of(Space z, Coset cosets) {
    if (z.equals(Spaces.cosets(cosets))) {
      return Kernels.identity(z, cosets.target());
    }
    Group complement = cosets.complement();
    List<Group> groups = complement instanceof Product p ? p.of() : List.of(complement);
    List<Component> parts = z.components();
    if (parts.size() != groups.size()) {
      throw Messages.noChoice(z, complement);
    }
    boolean random = false;
    for (int i = 0; i < groups.size(); i++) {
      if (!fits(factor(parts.get(i), cosets, i), groups.get(i))) {
        throw Messages.noChoice(z, complement);
      }
      random |= !(groups.get(i) instanceof Translation);
    }
    return Kernels.box(
        title(groups),
        z,
        Spaces.cosets(cosets),
        cosets.target(),
        List.of(),
        random,
        (in, u) -> {
          var out = new ArrayList<Tensor>();
          for (int i = 0; i < groups.size(); i++) {
            out.add(choose(groups.get(i), in.get(i), u));
          }
          return out;
        });
  }

  /** What is restricted along the projection to factor i of G is what that factor acts on. */
  private static Component factor(Component z, Coset cosets, int i) {
    boolean whole = cosets.complement().equals(cosets.target());
    return whole
            && z instanceof Restricted r
            && r.along().equals(Hom.projection(cosets.target(), i))
        ? r.of()
        : z;
  }

  private static boolean fits(Component z, Group g) {
    Space want =
        g instanceof MatrixGroup o && o.isOrthogonal()
            ? Spaces.frames(o.d())
            : g instanceof Symmetric s
                ? Spaces.features(s.n(), 1)
                : g instanceof Translation t ? Spaces.point(t.d()) : null;
    return want != null && want.components().get(0).equals(z);
  }

  private static String title(List<Group> groups) {
    Group g = groups.get(0);
    return groups.size() > 1
        ? "choose"
        : g instanceof MatrixGroup ? "Gram–Schmidt" : g instanceof Symmetric ? "sort" : "move";
  }

  private static Tensor choose(Group g, Tensor z, Noise u) {
    if (g instanceof MatrixGroup o) {
      return Completion.gramSchmidt(z, u, o.isSpecial());
    }
    if (g instanceof Symmetric) {
      return sort(z.squeeze(2), u);
    }
    return z;
  }

  /**
   * The permutation π with z[π(0)] ≤ z[π(1)] ≤ …; equal scores in random order: shuffled first,
   * then sorted stably by the rank of their group.
   */
  private static Tensor sort(Tensor z, Noise u) {
    Tensor shuffle = u.uniform("ties", z.size(1)).argsort(1);
    return shuffle.gather(1, ranks(z.stopGradient()).gather(1, shuffle).argsort(1));
  }

  /**
   * For each item, how many groups of equal scores are below its own. Scores are equal if they
   * differ by rounding, or are joined by others that do, whatever the order of the items.
   */
  private static Tensor ranks(Tensor z) {
    long n = z.size(1);
    Tensor order = z.argsort(1);
    Tensor sorted = z.gather(1, order);
    Tensor gap = sorted.slice(1, 1, n).sub(sorted.slice(1, 0, n - 1));
    Tensor apart = gap.gt(Rounding.below(z.abs().max(1)).unsqueeze(1)).to(DType.INT64);
    Tensor first = Tensors.zeros(Shape.of(z.size(0), 1), DType.INT64);
    return Tensors.cat(1, first, apart).cumSum(1).gather(1, order.inversePermutation(1));
  }
}
