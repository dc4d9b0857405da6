package org.symm.spaces;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.groups.MatrixGroup;
import org.symm.groups.Symmetric;
import org.symm.groups.Translation;
import org.symm.groups.VectorAction;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Terms;

/**
 * What an axis of an array means: how groups act along it. All that the library knows of an axis it
 * asks here, so that one of your own is a record with {@link #size}, {@link #acts} and {@link
 * #act}, used as {@code Spaces.array("ring(6)", new Ring(6))}; {@code CONTRIBUTING.md} has one.
 *
 * <p>An action along an axis takes (rows, …, size, …) to the same shape, row by row, and treats all
 * indices of the other axes alike. A group that is built of others, as O(3)×S(5), E(3) or C(6) →
 * SO(2), is taken apart until the axis acts by what is found; along an axis that knows none of it,
 * it leaves all entries as they are.
 */
public interface Axis {

  /** How many entries. */
  int size();

  /** Whether the elements of this very group act along here by {@link #act}. */
  boolean acts(Group g);

  /**
   * g·x along one axis of an array, for elements of a group that {@link #acts}.
   *
   * @param g one element for each row, or one for all
   * @param x the array, rows first
   * @param axis which of its axes this is; the rows are axis 0
   */
  Tensor act(Element g, Tensor x, int axis);

  /**
   * Why a group cannot act on an array with this axis, as in "which has 5 items, not 3"; empty
   * where it acts, by itself or not at all. A group whose subgroup acts must act too or be refused.
   */
  default Optional<String> refusal(Group g) {
    return Optional.empty();
  }

  /** Who acts, in words, as "S(5) permutes". */
  default List<String> acting() {
    return List.of();
  }

  /** What its entries are called, as "items". */
  default String what() {
    return "entries";
  }

  /** Whether an element of the group changes entries along here: by itself, or by a part of it. */
  default boolean moves(Group g) {
    return !g.isTrivial() && (acts(g) || within(g).stream().anyMatch(this::moves));
  }

  /**
   * Whether an entry of g·x depends on other entries of x along here. Not so for a change of size:
   * certificates give entries that are not mixed a scale of their own.
   */
  default boolean mixes(Group g) {
    return moves(g);
  }

  /** Whether the group acts along here by linear maps; otherwise by affine ones. */
  default boolean isLinear(Group g) {
    return true;
  }

  /** Whether these are items, which S(size) permutes. */
  default boolean isItems() {
    return false;
  }

  /** Whether these are coordinates, on which matrices of size × size act. */
  default boolean isVector() {
    return false;
  }

  /** Whether these are coordinates of points, which translations move. */
  default boolean isAffine() {
    return false;
  }

  /** The axis of differences of points: what groups act on by linear maps. Else itself. */
  default Axis tangent() {
    return this;
  }

  /** Whether no group acts along here. */
  default boolean isPlain() {
    return false;
  }

  /** The axis whose action this one uses through a homomorphism; else itself. */
  default Axis underlying() {
    return this;
  }

  /** The groups that one is built of, or acts through; none for one that is not. */
  private static List<Group> within(Group g) {
    return g.natural().isPresent()
        ? List.of(g.natural().get().target())
        : g.factors().equals(List.of(g)) ? List.of() : g.factors();
  }

  /** Items in no order: S(n) permutes them, (π·x)[π(i)] = x[i]. */
  record Items(int size) implements Axis {

    @Override
    public boolean acts(Group g) {
      return g instanceof Symmetric;
    }

    /** (π·x)[π(i)] = x[i], so (π·x)[j] = x[π⁻¹(j)]. */
    @Override
    public Tensor act(Element g, Tensor x, int axis) {
      return Terms.like(x, VectorAction.along(x, axis, g.inverse().only()));
    }

    @Override
    public Optional<String> refusal(Group g) {
      return g instanceof Symmetric s && s.n() != size
          ? Optional.of("which has " + size + " items, not " + s.n())
          : Optional.empty();
    }

    @Override
    public List<String> acting() {
      return List.of("S(" + size + ") permutes");
    }

    @Override
    public String what() {
      return "items";
    }

    @Override
    public boolean isItems() {
      return true;
    }
  }

  /**
   * Coordinates of a vector: groups of d × d matrices act by x ↦ g x along the axis, C(n) and D(n)
   * on the plane (d = 2), ℝ₊ by multiplication.
   *
   * @param isAffine whether these are coordinates of a point, which T(d) moves, x ↦ x + t
   */
  record Vector(int size, boolean isAffine) implements Axis {

    /** Of a vector, which T(d) leaves as it is. */
    public Vector(int size) {
      this(size, false);
    }

    @Override
    public boolean acts(Group g) {
      return g instanceof MatrixGroup || (isAffine && g instanceof Translation);
    }

    @Override
    public Tensor act(Element g, Tensor x, int axis) {
      if (!(g.group() instanceof MatrixGroup group)) {
        long[] sizes = Shape.perRow(x.rank(), g.only().size(0));
        sizes[axis] = size;
        Tensor t = g.only().reshape(sizes);
        return Terms.note(x.add(t), Terms.size(x).maximum(Terms.size(g.only())));
      }
      Tensor m = g.only();
      // The terms of what O(d) turns stay as large as they were; other matrices change them.
      if (group.isOrthogonal()) {
        return Terms.like(x, VectorAction.turn(x, axis, m));
      }
      Tensor y =
          group.isScale()
              ? x.mul(m.reshape(Shape.perRow(x.rank(), m.size(0))))
              : VectorAction.turn(x, axis, m);
      return Terms.note(y, Terms.size(x).mul(m.stopGradient().square().sum(1, 2).sqrt()));
    }

    @Override
    public Optional<String> refusal(Group g) {
      int d =
          g instanceof MatrixGroup m && !m.isScale()
              ? m.d()
              : g instanceof Translation t ? t.d() : size;
      return d == size
          ? Optional.empty()
          : Optional.of("which has " + size + " coordinates, not " + d);
    }

    @Override
    public List<String> acting() {
      String turns = "O(" + size + ") turns";
      return isAffine ? List.of(turns, "T(" + size + ") moves") : List.of(turns);
    }

    @Override
    public String what() {
      return "coordinates";
    }

    @Override
    public boolean mixes(Group g) {
      return acts(g)
          ? g instanceof MatrixGroup m && !m.isScale() && !g.isTrivial()
          : within(g).stream().anyMatch(this::mixes);
    }

    @Override
    public boolean isLinear(Group g) {
      return !isAffine || g.factors().stream().noneMatch(f -> f instanceof Translation);
    }

    @Override
    public boolean isVector() {
      return true;
    }

    @Override
    public Axis tangent() {
      return new Vector(size);
    }
  }

  /** Numbers that no group changes: features, or columns of a frame. */
  record Plain(int size) implements Axis {

    @Override
    public boolean acts(Group g) {
      return false;
    }

    @Override
    public boolean moves(Group g) {
      return false;
    }

    @Override
    public Tensor act(Element g, Tensor x, int axis) {
      return x;
    }

    @Override
    public boolean isPlain() {
      return true;
    }
  }

  /** An axis along which G acts through a homomorphism φ: G → H, as H acts along the given axis. */
  record Along(Axis of, Hom phi) implements Axis {

    @Override
    public int size() {
      return of.size();
    }

    @Override
    public boolean acts(Group g) {
      return g.isIn(phi.source());
    }

    @Override
    public Tensor act(Element g, Tensor x, int axis) {
      var alone = new ArrayList<Axis>(Collections.nCopies(x.rank() - 1, new Plain(1)));
      alone.set(axis - 1, of);
      Element h = Restricted.image(g, phi, List.of(x));
      return new ArrayComponent("an array", alone, false).act(h, List.of(x)).get(0);
    }

    @Override
    public Optional<String> refusal(Group g) {
      return acts(g)
          ? new ArrayComponent("an array", List.of(of), false).clause(phi.target())
          : Optional.of("on which only " + phi.source() + " and its subgroups act");
    }

    @Override
    public List<String> acting() {
      return List.of(phi.source() + " through " + phi);
    }

    @Override
    public boolean moves(Group g) {
      return !g.isTrivial() && of.moves(phi.target());
    }

    @Override
    public boolean mixes(Group g) {
      return !g.isTrivial() && of.mixes(phi.target());
    }

    @Override
    public boolean isLinear(Group g) {
      return of.isLinear(phi.target());
    }

    @Override
    public Axis underlying() {
      return of.underlying();
    }

    @Override
    public boolean isAffine() {
      return of.isAffine();
    }

    @Override
    public Axis tangent() {
      return new Along(of.tangent(), phi);
    }
  }
}
