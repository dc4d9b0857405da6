package org.symm.author;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.certificates.Certificates.certify;
import static org.symm.gammas.Gammas.gramSchmidt;
import static org.symm.gammas.Gammas.haar;
import static org.symm.groups.Groups.C;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.SO;
import static org.symm.groups.Groups.T;
import static org.symm.kernels.Kernels.box;
import static org.symm.kernels.Kernels.kernel;
import static org.symm.networks.Networks.mlp;
import static org.symm.spaces.Spaces.array;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.vector;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.symm.engine.Array;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.MatrixGroup;
import org.symm.groups.Slot;
import org.symm.groups.VectorAction;
import org.symm.kernels.Kernel;
import org.symm.spaces.Axis;
import org.symm.spaces.Component;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.tensor.DType;
import org.symm.tensor.Draws;
import org.symm.tensor.Shape;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** Axes and components that are written outside the library. */
class OwnSpacesTest {

  /** Places on a ring: C(n) shifts them, (k·x)[i + k mod n] = x[i]. */
  record Ring(int size, boolean wrong) implements Axis {

    Ring(int size) {
      this(size, false);
    }

    @Override
    public boolean acts(Group g) {
      return g.isIn(C(size));
    }

    @Override
    public Tensor act(Element g, Tensor x, int axis) {
      Tensor k = g.group().into(C(size)).apply(g, DType.FLOAT64).only().unsqueeze(1);
      Tensor places = Tensors.range(size, DType.INT64).unsqueeze(0);
      Tensor from = places.sub(wrong ? k.mul(2) : k).add(2 * size).mod(size);
      return VectorAction.along(x, axis, from);
    }

    @Override
    public List<String> acting() {
      return List.of("C(" + size + ") shifts");
    }

    @Override
    public String what() {
      return "places";
    }
  }

  /**
   * Symmetric matrices without trace by 5 numbers, harmonics of degree 2: SO(3) acts by A ↦ g A gᵀ.
   */
  record Harmonics() implements Axis {

    private static Tensor basis(DType type) {
      double r = Math.sqrt(0.5);
      double t = Math.sqrt(1.0 / 6);
      double[] all = {
        0, r, 0, r, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, r, 0, r, 0, 0, 0, r, 0, 0, 0, r, 0, 0, r, 0, 0, 0,
        -r, 0, 0, 0, 0, -t, 0, 0, 0, -t, 0, 0, 0, 2 * t
      };
      return Array.of(all, 5, 3, 3).tensor(type);
    }

    @Override
    public int size() {
      return 5;
    }

    @Override
    public boolean acts(Group g) {
      return g instanceof MatrixGroup m && m.isOrthogonal() && m.d() == 3;
    }

    @Override
    public Tensor act(Element g, Tensor x, int axis) {
      Tensor b = basis(x.dtype());
      // Dᵢⱼ = tr(Bᵢᵀ g Bⱼ gᵀ)
      Tensor moved = g.only().einsum("bpq,jqr->bjpr", b);
      Tensor turned = moved.einsum("bjpr,bsr->bjps", g.only());
      return VectorAction.turn(x, axis, turned.einsum("bjps,ips->bij", b));
    }
  }

  /** Lines through 0 in the plane by an angle in [0, π): O(2) turns and reflects them. */
  record Lines() implements Component {

    @Override
    public List<Slot> parts() {
      return List.of(Slot.numbers());
    }

    @Override
    public Optional<String> refusal(Group g) {
      return g.isIn(O(2))
          ? Optional.empty()
          : Optional.of(g + " does not act on lines: only O(2) and its subgroups do");
    }

    @Override
    public List<Tensor> act(Element g, List<Tensor> x) {
      Tensor a = x.get(0);
      Tensor m = g.group().into(O(2)).apply(g, a.dtype()).only();
      Tensor v = Tensors.stack(1, a.cos(), a.sin()).unsqueeze(2);
      Tensor w = m.matMul(v).squeeze(2);
      return List.of(angle(w.select(1, 0), w.select(1, 1)));
    }

    static Tensor angle(Tensor x, Tensor y) {
      return x.complex(y).angle().add(2 * Math.PI).mod(Math.PI);
    }

    @Override
    public List<Tensor> sample(String stream, long rows, int labels, boolean equal) {
      return List.of(Draws.uniform(stream, Shape.of(rows), DType.FLOAT64).mul(Math.PI));
    }

    @Override
    public String acting() {
      return "O(2) turns";
    }

    @Override
    public boolean isFixedBy(Group g) {
      return g.isTrivial();
    }

    @Override
    public String toString() {
      return "lines";
    }
  }

  private static final Space RING = array("ring(6)", new Ring(6), new Axis.Plain(2));

  @Test
  void aShiftIsAnAction() {
    Array x = Array.of(new double[] {1, 2, 3, 4, 5, 6}, 1, 6, 1);
    Space one = array("one", new Ring(6), new Axis.Plain(1));
    Tensor two = Array.of(new long[] {2}, 1).tensor();
    Tensor y = one.act(Element.of(C(6), two), List.of(x.tensor())).get(0);
    Array values = x.map(t -> y);
    assertEquals(5, values.doubles()[0]);
    assertEquals(1, values.doubles()[2]);
    assertTrue(RING.admits(C(6)) && RING.admits(C(6).times(S(4))) && RING.isLinear(C(6)));
    assertFalse(RING.isFixedBy(C(6)));
    assertTrue(RING.isFixedBy(S(4)));
    assertEquals("C(6) shifts", RING.components().get(0).acting());
  }

  @Test
  void aRingOfOnesOwnIsSymmetrisedAndCertified() {
    Kernel plain = mlp(RING, RING, 16);
    Kernel f = plain.to(C(6), haar(C(6)));
    assertTrue(certify(f, C(6), 1).holds());
    assertTrue(certify(f.mean(), C(6), 1).holds());
    assertFalse(certify(plain, C(6), 1).holds());
    // What is equivariant for the right action is not so for another one.
    Space wrong = array("wrong", new Ring(6, true), new Axis.Plain(2));
    Kernel same = kernel("same", RING, wrong, C(6), x -> x);
    assertFalse(certify(same, C(6), 1).holds());
  }

  @Test
  void harmonicsOfOnesOwnTurnWithPoints() {
    Space x = points(4, 3);
    Space y = array("harmonics(2)", new Harmonics());
    Kernel quadratic =
        kernel(
            "Σ (xᵢ − x̄)(xᵢ − x̄)ᵀ without trace",
            x,
            y,
            E(3).times(S(4)),
            p -> {
              Tensor c = p.sub(p.meanKeep(1));
              return c.t().matMul(c).einsum("bps,ips->bi", Harmonics.basis(p.dtype()));
            });
    assertTrue(certify(quadratic, E(3).times(S(4)), 1).holds());
    Kernel one =
        kernel("one", x, y, E(3).times(S(4)), p -> p.reshape(p.size(0), 12).slice(1, 0, 5));
    assertFalse(certify(one, E(3).times(S(4)), 1).holds());

    Space in = vector(3).times(vector(3)).times(y);
    Kernel f = mlp(in, y, 16).to(O(3), haar(O(3)));
    assertTrue(certify(f.mean(4), O(3), 1).holds());
    assertFalse(certify(mlp(in, y, 16), SO(3), 1).holds());
  }

  @Test
  void aComponentOfOnesOwnIsASpaceLikeOthers() {
    Space lines = new Space(List.of(new Lines()));
    Kernel direction =
        kernel(
            "the line of a vector",
            vector(2),
            lines,
            O(2),
            v -> Lines.angle(v.select(1, 0), v.select(1, 1)));
    assertTrue(certify(direction, O(2), 1).holds());
    Kernel back =
        kernel(
            "twice the angle",
            lines,
            vector(2),
            O(2),
            a -> Tensors.stack(1, a.mul(2).cos(), a.mul(2).sin()));
    assertFalse(certify(back, O(2), 1).holds());
    Kernel plain =
        box(
            "not equivariant",
            vector(2).times(lines),
            vector(2),
            (x, u) -> List.of(x.get(0).square().mul(x.get(1).sin().unsqueeze(1))));
    assertFalse(certify(plain, O(2), 1).holds());
    Kernel f = plain.to(O(2), haar(O(2)));
    assertTrue(certify(f, O(2), 1).holds());
    assertThrows(IllegalArgumentException.class, () -> lines.demand(T(2)));
    assertThrows(IllegalArgumentException.class, () -> mlp(lines, scalars(1), 8));
    assertThrows(IllegalArgumentException.class, () -> direction.mean(3));
  }

  @Test
  void pointsHaveOneAxisOfCoordinates() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Spaces.array("no action", new Axis.Vector(3, true), new Axis.Vector(3)));
    assertThrows(
        IllegalArgumentException.class,
        () -> Spaces.array("no action", new Axis.Vector(3, true), new Ring(4)));
    assertTrue(
        Spaces.array("points with columns", new Axis.Vector(3, true), new Axis.Plain(2))
            .admits(E(3)));
    gramSchmidt(mlp(vector(3), Spaces.frames(3), 8));
  }
}
