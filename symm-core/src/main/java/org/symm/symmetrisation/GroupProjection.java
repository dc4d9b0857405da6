package org.symm.symmetrisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.symm.frames.Frames;
import org.symm.frames.Orthogonalisation;
import org.symm.frames.Rounding;
import org.symm.groups.Composite;
import org.symm.groups.Coset;
import org.symm.groups.CosetSpace;
import org.symm.groups.Group;
import org.symm.groups.Groups;
import org.symm.groups.Hom;
import org.symm.groups.Symmetric;
import org.symm.groups.Translation;
import org.symm.groups.VectorAction;
import org.symm.kernels.Diagram;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.kernels.Noise;
import org.symm.spaces.Axis;
import org.symm.spaces.Component;
import org.symm.spaces.Masks;
import org.symm.spaces.Present;
import org.symm.spaces.Restricted;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.tensor.LinearAlgebra;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * Equivariant maps from what networks return to group elements: frames(d) → O(d), SO(d) by a {@link
 * Orthogonalisation}, features(n, k) → S(n) by sorting, point(d) → T(d) as it is, vector(1) → ℝ₊ by
 * its length, vector(d) → O(d)/O(d − 1) by its direction, definite forms(d) → GL(d)/O(d); the parts
 * of products and semidirect products side by side; cosets and group elements as they are.
 */
public final class GroupProjection {

  private GroupProjection() {}

  /**
   * How one component becomes an element of one group.
   *
   * @param alike components whose doors have equal ones go through together
   * @param items the n of present(n) that is read besides, where there is one; 0 for none
   * @param rule from such components, and the mask
   */
  private record Door(
      String verb,
      boolean random,
      Object alike,
      int items,
      BiFunction<List<Tensor>, Noise, List<Tensor>> rule) {

    Door(String verb, boolean random, BiFunction<Tensor, Noise, Tensor> rule) {
      this(verb, random, new Object(), 0, (in, u) -> List.of(rule.apply(in.get(0), u)));
    }
  }

  /**
   * A kernel X → Z followed by the way from Z to cosets, which is told the masks of X where Z has
   * items and no masks of its own.
   */
  public static Kernel choice(Kernel nu, Coset cosets, Orthogonalisation frames) {
    Space z = nu.cod();
    Space masks = Masks.masks(nu.dom());
    if (Masks.isIn(z) || masks.components().stream().noneMatch(m -> hasItems(z, m))) {
      return nu.then(of(z, cosets, frames));
    }
    Diagram hand =
        new Diagram.Box(
            "present",
            nu.dom(),
            masks,
            (in, u) -> Masks.withMasks(masks, List.of(), nu.dom(), in),
            List.of(),
            false);
    Diagram both =
        Symmetrisation.sequence(
            new Diagram.Copy(nu.dom()), Symmetrisation.beside(nu.diagram(), hand));
    return Kernels.of(nu.name(), nu.group(), both).then(of(z.times(masks), cosets, frames));
  }

  /** Whether a space has an array with the items of a mask. */
  private static boolean hasItems(Space z, Component mask) {
    int n = Masks.items(mask).orElseThrow();
    return z.underlying().components().stream()
        .flatMap(c -> c.axes().stream())
        .anyMatch(a -> a.isItems() && a.size() == n);
  }

  /** The kernel Z → G/φ(H), equivariant for G; scores of Z are sorted by its masks. */
  public static Kernel of(Space z, Coset cosets, Orthogonalisation frames) {
    if (z.equals(Spaces.cosets(cosets))) {
      return Kernels.identity(z, cosets.target());
    }
    List<Component> parts = Masks.without(z).components();
    var doors = new ArrayList<Door>();
    if (cosets.held().group().isEmpty()) {
      held(z, cosets).ifPresent(doors::add);
    } else {
      Group all = cosets.complement();
      List<Group> groups = all instanceof Composite c ? c.of() : List.of(all);
      for (int i = 0; groups.size() == parts.size() && i < parts.size(); i++) {
        door(factor(parts.get(i), cosets, i), groups.get(i), frames).ifPresent(doors::add);
      }
    }
    if (doors.isEmpty() || doors.size() != parts.size()) {
      throw SymmetrisationChecks.noChoice(z, cosets.held().name());
    }
    return Gamma.box(
        doors.size() > 1 ? "choose" : doors.get(0).verb,
        z,
        cosets,
        List.of(),
        doors.stream().anyMatch(d -> d.random),
        (in, u) ->
            Composite.together(
                doors.stream().map(Door::alike).toList(),
                at -> {
                  Door door = doors.get(at.get(0));
                  var own = new ArrayList<>(at.stream().map(Masks.unmasked(z, in)::get).toList());
                  if (Masks.isIn(z, door.items)) {
                    own.add(Masks.part(z, in, door.items));
                  }
                  return door.rule.apply(own, u);
                }));
  }

  /** Cosets that are no group elements: vector(d) → sphere, forms(d) → SPD(d). */
  private static Optional<Door> held(Space z, Coset cosets) {
    if (cosets.held() instanceof CosetSpace.Sphere s && z.equals(Spaces.vector(s.d()))) {
      return Optional.of(new Door("direction", true, GroupProjection::direction));
    }
    return cosets.held() instanceof CosetSpace.PositiveDefinite p
            && p.isAll()
            && z.equals(Spaces.forms(p.d()))
        ? Optional.of(new Door("definite", false, (a, u) -> definite(a)))
        : Optional.empty();
  }

  /** v/|v|; a vector of length 0, up to rounding, in a random direction. */
  private static Tensor direction(Tensor v, Noise u) {
    Tensor length = Rounding.length(finite(v));
    Tensor none = length.le(Rounding.ofNetwork(v, length.mul(0)));
    Tensor w = none.where(u.normal("direction", v.size(1)), v.div(Rounding.unit(v)));
    return w.mul(w.square().sumKeep(1).rsqrt());
  }

  private static Tensor definite(Tensor a) {
    Tensor s = finite(a).add(a.t()).mul(0.5);
    Tensor e = LinearAlgebra.eigh(s.stopGradient())[0];
    return Tensors.requireRows(
        s,
        e.select(1, 0).gt(Rounding.relative(e.select(1, (int) a.size(1) - 1))),
        "forms that stand for cosets must be positive definite; build them as a sum of x xᵀ");
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

  private static Optional<Door> door(Component z, Group g, Orthogonalisation frames) {
    List<Axis> axes = z.axes();
    if (!axes.isEmpty() && z.isConvex() && g instanceof Symmetric s && !s.even()) {
      boolean scores =
          axes.size() == 2
              && axes.get(0).isItems()
              && axes.get(0).size() == s.n()
              && axes.get(1).isPlain();
      return scores
          ? Optional.of(new Door("sort", true, new Object(), s.n(), GroupProjection::sorted))
          : Optional.empty();
    }
    if (VectorAction.isScale(g) && is(z, Spaces.vector(1))) {
      return Optional.of(new Door("size", false, (s, u) -> size(s)));
    }
    if (g instanceof Translation t && is(z, Spaces.point(t.d()))) {
      return Optional.of(new Door("move", false, (p, u) -> finite(p)));
    }
    int d = axes.isEmpty() ? 0 : axes.get(axes.size() - 1).size();
    if (d > 0 && is(z, Spaces.frames(d)) && (g.equals(Groups.O(d)) || g.equals(Groups.SO(d)))) {
      boolean special = g.equals(Groups.SO(d));
      String verb = frames == Orthogonalisation.POLAR ? "polar factor" : "Gram–Schmidt";
      return Optional.of(new Door(verb, true, g, 0, (t, u) -> orthonormal(frames, t, u, special)));
    }
    return Optional.empty();
  }

  /** The order of scores, of the present items where there is a mask besides. */
  private static List<Tensor> sorted(List<Tensor> in, Noise u) {
    Present present = in.size() == 1 ? Present.all() : Present.by(in.get(1));
    return List.of(Sorting.sort(Sorting.scores(in.get(0), present), u, present));
  }

  private static Tensor size(Tensor s) {
    String zero = "a size that stands for an element of ℝ₊ must not be 0";
    return Tensors.requireRows(finite(s).abs(), s.ne(0), zero).unsqueeze(2);
  }

  /** What a network returned, if it is finite; else the run stops. */
  private static Tensor finite(Tensor y) {
    String sentence = "what a network chooses a group element by must be finite";
    return Tensors.requireRows(y, y.stopGradient().isFinite(), sentence);
  }

  private static boolean is(Component z, Space one) {
    return one.components().get(0).equals(z);
  }

  /**
   * Orthonormal columns of (rows, …, d, d), in which lengths up to {@code rounding}, one for each
   * matrix, mean nothing; with determinant 1 if special.
   */
  public static Tensor orthonormal(
      Orthogonalisation how, Tensor frames, Tensor rounding, Noise u, boolean special) {
    int d = (int) frames.size(-1);
    long[] sizes = frames.shape().without(0).toArray();
    String stream = stream(d, special);
    return how.of(
            frames.reshape(-1, d, d),
            rounding.square(),
            any -> u.normalIfAny(stream, any, sizes).reshape(-1, d, d),
            special)
        .reshape(frames.shape().toArray());
  }

  /** Orthonormal columns of each of what some networks returned, (rows, d, d), found together. */
  public static List<Tensor> orthonormal(
      Orthogonalisation how, List<Tensor> frames, Noise u, boolean special) {
    int k = frames.size();
    long rows = frames.get(0).size(0);
    int d = (int) frames.get(0).size(-1);
    String stream = stream(d, special);
    Tensor all =
        how.of(
            Tensors.cat(
                0, frames.stream().map(GroupProjection::finiteSquares).toArray(Tensor[]::new)),
            Tensors.cat(0, frames.stream().map(GroupProjection::least).toArray(Tensor[]::new)),
            any -> u.normalIfAny(stream, any, k, d, d).transpose(0, 1).reshape(-1, d, d),
            special);
    return IntStream.range(0, k).mapToObj(i -> all.slice(0, i * rows, (i + 1) * rows)).toList();
  }

  /** Matrices that a network returned; a run stops at one whose squares are not finite. */
  private static Tensor finiteSquares(Tensor a) {
    return Tensors.requireRows(
        a,
        Frames.squares(a.stopGradient()).isFinite(),
        "vectors of a frame must be finite, and not so large that their squares are not; let the"
            + " network return numbers of size about one");
  }

  /** The square of what may be rounding in matrices that a network returned, shape (rows). */
  private static Tensor least(Tensor a) {
    return Rounding.squareOfNetwork(a, Frames.squares(a.stopGradient()));
  }

  /** The stream of noise; another one for another group of the same Γ. */
  private static String stream(int d, boolean special) {
    return "completion " + (special ? "SO" : "O") + d;
  }
}
