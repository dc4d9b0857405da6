package org.symm.kernels;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.symm.display.Refused;
import org.symm.engine.Array;
import org.symm.engine.Cache;
import org.symm.engine.Opaque;
import org.symm.engine.Parameter;
import org.symm.groups.Coset;
import org.symm.groups.Element;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.groups.Trivial;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/** The elementary kernels, for static import. */
public final class Kernels {

  /** Actions that arrays went through last, so that each is compiled once. */
  private static final Cache<List<Object>, Kernel> ACTIONS = new Cache<>(16);

  private Kernels() {}

  /**
   * A box of one's own: a function of one tensor, rows first, equivariant for no group that it is
   * known of.
   */
  public static Kernel kernel(String name, Space dom, Space cod, UnaryOperator<Tensor> f) {
    return kernel(name, dom, cod, new Trivial(), f);
  }

  /** A box of one's own that its author says is equivariant; a certificate checks it. */
  public static Kernel kernel(
      String name, Space dom, Space cod, Group group, UnaryOperator<Tensor> f) {
    given(name, dom, cod, f);
    oneArray(name, dom, cod, "use box(...) with lists");
    return box(name, dom, cod, group, List.of(), false, (x, u) -> List.of(f.apply(x.get(0))));
  }

  private static void given(String name, Space dom, Space cod, Object body) {
    Refused.ifNull(dom, "the domain of \"%s\"", name);
    Refused.ifNull(cod, "the codomain of \"%s\"", name);
    Refused.ifNull(body, "what \"%s\" computes", name);
  }

  private static void oneArray(String name, Space dom, Space cod, String hint) {
    if (dom.parts().size() != 1 || cod.parts().size() != 1) {
      throw Refused.because(
          "\"%s\": %s or %s is held in several arrays; %s.", name, dom, cod, hint);
    }
  }

  /** A box without parameters and noise, equivariant for no group that it is known of. */
  public static Kernel box(String name, Space dom, Space cod, Body body) {
    return box(name, dom, cod, new Trivial(), List.of(), false, body);
  }

  /** A box with several wires, parameters or noise. */
  public static Kernel box(
      String name,
      Space dom,
      Space cod,
      Group group,
      List<Parameter> parameters,
      boolean random,
      Body body) {
    Refused.ifNull(name, "the name of a box");
    given(name, dom, cod, body);
    Refused.ifNull(parameters, "the list of parameters of \"%s\"", name);
    return new Kernel(
        name, group, new Diagram.Box(name, dom, cod, body, List.copyOf(parameters), random));
  }

  /** A kernel from a diagram whose equivariance its author vouches for. */
  public static Kernel of(String name, Group group, Diagram diagram) {
    return new Kernel(name, group, diagram);
  }

  /**
   * An opaque box: a function of plain DJL arrays, run in Java between compiled parts of the
   * program. Where gradients are to pass, it must not use numbers of Java, as in {@code x.mul(2)}:
   * DJL lets the garbage collector release them before the gradient is taken.
   */
  public static Kernel eager(String name, Space dom, Space cod, UnaryOperator<NDArray> f) {
    given(name, dom, cod, f);
    oneArray(name, dom, cod, "an eager box takes and gives one");
    return box(
        name,
        dom,
        cod,
        (x, u) -> {
          var like =
              Tensors.zeros(cod.parts().get(0).rows(u.rows()), cod.parts().get(0).dtype(u.real()));
          return List.of(
              Opaque.of(nd -> new NDList(f.apply(nd.get(0))), List.of(like), x.get(0))[0]);
        });
  }

  /**
   * −∂E/∂x of an energy E: X → scalars(1), a kernel from X to the differences of its points, as
   * points(n, d) → vectors(n, d), equivariant for the group that leaves E as it is: from E(g·x) =
   * E(x) follows ∂E(g·x) = g⁻ᵀ·∂E(x), which is g·∂E(x) where g acts by an orthogonal map. Its
   * parameters are those of E, and a loss of forces trains them. Beside E the energy is worked out
   * once.
   *
   * @param components by which components of X, from 0; by all arrays of real numbers if none is
   *     named
   * @throws IllegalArgumentException if E gives more than one number, draws, or its group does not
   *     act by orthogonal maps: the derivative is then no vector, but in the dual space
   */
  public static Kernel force(Kernel energy, Integer... components) {
    Refused.ifNull(energy, "the energy of a force");
    Refused.ifNull(components, "the components by which to differentiate \"%s\"", energy.name());
    return Force.of(energy, List.of(components));
  }

  /** x ↦ x. */
  public static Kernel identity(Space x, Group g) {
    Refused.ifNull(x, "the space of an identity");
    return new Kernel("id", g, new Diagram.Sequence(x, List.of()));
  }

  /** x ↦ (x, x). */
  public static Kernel copy(Space x, Group g) {
    Refused.ifNull(x, "the space of a copy");
    return new Kernel("copy", g, new Diagram.Copy(x));
  }

  /** x ↦ (). */
  public static Kernel discard(Space x, Group g) {
    Refused.ifNull(x, "the space of a discard");
    return new Kernel("discard", g, new Diagram.Discard(x));
  }

  /** (x, y) ↦ (y, x). */
  public static Kernel swap(Space x, Space y, Group g) {
    Refused.ifNull(x, "the left space of a swap");
    Refused.ifNull(y, "the right space of a swap");
    return new Kernel("swap", g, new Diagram.Swap(x, y));
  }

  /** d independent standard normal numbers, a kernel from I; any group acts trivially on them. */
  public static Kernel gaussian(int d) {
    return gaussian(Spaces.scalars(d), new Trivial());
  }

  /**
   * Independent standard normal numbers in one array, a kernel from I. Their law does not change
   * under a group that acts by orthogonal maps or permutations, which is said by its author.
   */
  public static Kernel gaussian(Space y, Group g) {
    Refused.ifNull(y, "the space of normal numbers");
    long[] sizes = y.parts().get(0).shape().toArray();
    return box(
        "N(0, 1)",
        Spaces.unit(),
        y,
        g,
        List.of(),
        true,
        (x, u) -> List.of(u.normal("normal", sizes)));
  }

  /** The kernel that always gives one point of a space: δ. */
  public static Kernel delta(String name, Space y, double... values) {
    Refused.ifNull(y, "the space of a point");
    Refused.ifNull(values, "the point that \"%s\" gives", name);
    Refused.unless(
        y.parts().size() == 1 && y.parts().get(0).shape().count() == values.length,
        "%s numbers are not a point of %s.",
        values.length,
        y);
    var array = Array.of(values, y.parts().get(0).shape().insert(0, 1).toArray());
    return box(
        name,
        Spaces.unit(),
        y,
        (x, u) -> {
          var part = y.parts().get(0);
          return List.of(
              array.tensor().to(part.dtype(u.real())).expand(part.rows(u.rows()).toArray()));
        });
  }

  /** The Haar probability of a compact group, a kernel I → G. */
  public static Kernel uniform(Group g) {
    Refused.ifNull(g, "the group to draw from");
    Refused.ifPresent(g.noHaar().map(why -> why + "."));
    return box(
        "haar " + g,
        Spaces.unit(),
        Spaces.elements(g),
        new Trivial(),
        List.of(),
        true,
        (x, u) -> u.haar("haar", g).parts());
  }

  /** The action G ⊗ X → X, (g, x) ↦ g·x. */
  public static Kernel action(Group g, Space x) {
    Refused.ifNull(g, "the group that acts");
    Refused.ifNull(x, "the space on which %s acts", g);
    x.demand(g);
    Space dom = Spaces.elements(g).times(x);
    int n = g.parts().size();
    return box(
        "act",
        dom,
        x,
        (in, u) -> x.act(new Element(g, in.subList(0, n)), in.subList(n, in.size())));
  }

  /**
   * g·x for arrays: the group elements act on the points, row by row; one element acts on all rows.
   *
   * @param element one array for each part of the group
   * @param x one array for each part of the space
   */
  public static List<Array> act(Group g, List<Array> element, Space space, List<Array> x) {
    Refused.ifNull(g, "the group that acts");
    Refused.ifNull(element, "the elements of %s", g);
    Refused.ifNull(space, "the space on which %s acts", g);
    Refused.ifNull(x, "the points of %s", space);
    long rows = x.get(0).shape().size(0);
    var in = new ArrayList<Array>();
    for (Array part : element) {
      in.add(part.shape().size(0) == 1 && rows != 1 ? part.repeat(rows) : part);
    }
    in.addAll(x);
    return ACTIONS.get(List.of(g, space), () -> action(g, space)).run(0, in);
  }

  /** G → G, g ↦ g⁻¹. */
  public static Kernel inverse(Group g) {
    Refused.ifNull(g, "the group of the inverse");
    Space e = Spaces.elements(g);
    return box("inverse", e, e, (x, u) -> new Element(g, x).inverse().parts());
  }

  /** G ⊗ H → G, (g, h) ↦ g φ(h); for the identity φ the multiplication of G. */
  public static Kernel multiply(Hom phi) {
    Refused.ifNull(phi, "the homomorphism to multiply along");
    Group g = phi.target();
    Space elements = Spaces.elements(g);
    int n = g.parts().size();
    return box(
        "multiply",
        elements.times(Spaces.elements(phi.source())),
        elements,
        (x, u) -> {
          var h = new Element(phi.source(), x.subList(n, x.size()));
          return new Element(g, x.subList(0, n)).times(phi.apply(h, u.rows(), u.real())).parts();
        });
  }

  /** The identity of a group, I → G. */
  public static Kernel unit(Group g) {
    Refused.ifNull(g, "the group of the unit");
    return box(
        "1", Spaces.unit(), Spaces.elements(g), (x, u) -> g.identity(u.rows(), u.real()).parts());
  }

  /** G → G/φ(H), g ↦ [g]; equivariant for G. */
  public static Kernel projection(Coset c) {
    Refused.ifNull(c, "the cosets to project to");
    return box(
        "[ ]",
        Spaces.elements(c.target()),
        Spaces.cosets(c),
        c.target(),
        List.of(),
        false,
        (x, u) -> c.project(new Element(c.target(), x)));
  }

  /** G/φ(H) → G, [g] ↦ a representative. */
  public static Kernel section(Coset c) {
    Refused.ifNull(c, "the cosets to choose from");
    return box(
        "section",
        Spaces.cosets(c),
        Spaces.elements(c.target()),
        (x, u) -> c.section(x, u.rows(), u.real()).parts());
  }
}
