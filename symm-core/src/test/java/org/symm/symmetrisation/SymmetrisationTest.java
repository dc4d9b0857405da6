package org.symm.symmetrisation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.gammas.Gammas.centroid;
import static org.symm.gammas.Gammas.gamma;
import static org.symm.gammas.Gammas.gramSchmidt;
import static org.symm.gammas.Gammas.haar;
import static org.symm.gammas.Gammas.pca;
import static org.symm.gammas.Gammas.sorting;
import static org.symm.groups.Groups.C;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.SO;
import static org.symm.groups.Groups.T;
import static org.symm.groups.Groups.trivial;
import static org.symm.kernels.Kernels.kernel;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.networks.Networks.vectorFrames;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.frames;
import static org.symm.spaces.Spaces.points;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.symm.Laws;
import org.symm.certificates.Certificates;
import org.symm.engine.Array;
import org.symm.gammas.GammaLaws;
import org.symm.groups.Group;
import org.symm.groups.Groups;
import org.symm.groups.Hom;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.tensor.DType;
import org.symm.tensor.Tensors;

/** Nesting, recursion's base case, a symmetrisation worked out by hand, and refusals. */
class SymmetrisationTest {

  private static final Space X = points(4, 3);
  private static final Group OS = O(3).times(S(4));
  private static final Group ES = E(3).times(S(4));

  private static Array cloud(long rows) {
    return Laws.values(3, Laws.points(X, "x", rows, DType.FLOAT64).get(0)).get(0);
  }

  private static void same(Kernel nested, Kernel composed) {
    assertEquals(nested.group(), composed.group());
    assertArrayEquals(
        nested.apply(5, cloud(9)).doubles(), composed.apply(5, cloud(9)).doubles(), 1e-9);
  }

  /** Nesting along H → G → K is the composed Γ, sample for sample. */
  @Test
  void nestingIsComposition() {
    Kernel k = deepSets(X, X, 8);
    Gamma recursive = haar(O(3)).refine(deepSets(X, frames(3), 8));
    Gamma learned = gramSchmidt(vectorFrames(X, 8));
    for (Gamma inner : List.of(haar(O(3)), recursive, learned)) {
      same(k.to(OS, inner).to(ES, centroid()), k.to(ES, inner.then(OS, centroid())));
    }
    Group special = SO(3).times(S(4));
    Kernel nested = k.to(special, haar(SO(3))).to(OS, haar(C(2))).to(ES, centroid());
    same(nested, k.to(ES, haar(SO(3)).then(special, haar(C(2))).then(OS, centroid())));
    same(nested, k.to(ES, haar(SO(3)).then(special, haar(C(2)).then(OS, centroid()))));
    Kernel one = mlp(X, X, 8);
    same(
        one.to(T(3), centroid()).to(E(3), haar(O(3))),
        one.to(E(3), centroid().then(T(3), haar(O(3)))));
    same(k.to(OS, learned), k.to(OS, haar(trivial()).then(S(4), learned)));
  }

  /** ♯ and ♭ where nothing can be listed: f♯ certified for E(3)×S(4), and f back from it. */
  @Test
  void sharpAndFlatOnContinuousGroups() {
    Kernel f = deepSets(X, X, 8).to(OS, gramSchmidt(vectorFrames(X, 8))).init(4);
    Hom phi = OS.into(ES);
    Kernel sharp = Symmetrisation.sharp(f, phi);
    Certificates.certify(sharp, 3).orThrow();
    Kernel back = Symmetrisation.flat(sharp, phi);
    assertEquals(f.group(), back.group());
    assertArrayEquals(
        f.apply(1, cloud(9)).doubles(),
        back.apply(1, cloud(9)).doubles(),
        Laws.rounding(DType.FLOAT64));
    Kernel wrong = Kernels.of("mlp", OS, mlp(X, X, 8).init(5).diagram());
    assertFalse(Certificates.certify(Symmetrisation.sharp(wrong, phi), 3).holds());
    assertThrows(IllegalArgumentException.class, () -> Symmetrisation.flat(f, phi));
  }

  /** sym(ν; Haar) with ν constant is Haar: recursion learns from there. */
  @Test
  void refiningByAConstantIsHaarInLaw() {
    Kernel frame =
        kernel(
            "constant",
            X,
            frames(3),
            S(4),
            t ->
                Array.of(new double[] {1, 2, 0, 0, 3, 1, 1, 0, 2}, 1, 3, 3)
                    .tensor()
                    .to(t.dtype())
                    .expand(t.size(0), 3, 3));
    Kernel score =
        kernel(
            "constant",
            X,
            features(4, 1),
            t ->
                Array.of(new double[] {3, 1, 4, 2}, 1, 4, 1)
                    .tensor()
                    .to(t.dtype())
                    .expand(t.size(0), 4, 1));
    haarInLaw(haar(O(3)).refine(frame), S(4).into(OS), O(3));
    haarInLaw(haar(S(4)).refine(score), trivial().into(S(4)), S(4));
  }

  private static void haarInLaw(Gamma g, Hom phi, Group complement) {
    long n = 6000;
    Array a = GammaLaws.numbers(g.at(X, phi.coset()).run(1, List.of(cloud(n))));
    Array b = GammaLaws.numbers(Kernels.uniform(complement).sample(2, n, DType.FLOAT64));
    double z = Laws.z(a, b);
    assertTrue(z < Laws.Z, g.name() + ": z = " + z);
  }

  /**
   * By hand: X = (1, 0), (0, 2), the turn by 90° as the frame; f halves the first coordinate. g⁻¹·x
   * = (0, −1), (2, 0); f gives (0, −1), (1, 0); g takes them to (1, 0), (0, 1).
   */
  @Test
  void aSymmetrisationByHand() {
    Space plane = points(2, 2);
    Kernel f = kernel("halve", plane, plane, t -> t.mul(Array.of(new double[] {0.5, 1}).tensor()));
    Gamma turn =
        gamma(
            "turn",
            "every input; not equivariant, which this test does not need",
            (x, c) ->
                Kernels.box(
                    "turn",
                    x,
                    Spaces.cosets(c),
                    c.target(),
                    List.of(),
                    false,
                    (in, u) ->
                        List.of(
                            Array.of(new double[] {0, -1, 1, 0}, 1, 2, 2)
                                .tensor()
                                .expand(u.rows(), 2, 2))));
    Array y = f.to(O(2), turn).apply(0, Array.of(new double[] {1, 0, 0, 2}, 1, 2, 2));
    assertArrayEquals(new double[] {1, 0, 0, 1}, y.doubles(), 1e-15);
  }

  /** Sorting by hand: scores 3, 1, 2 give π = (1, 2, 0), and π⁻¹·x lists the items in order. */
  @Test
  void sortingListsItemsInOrder() {
    Space items = features(3, 1);
    Kernel score = kernel("itself", items, items, S(3), t -> t);
    Array q =
        sorting(score)
            .at(items, trivial().into(S(3)).coset())
            .apply(0, Array.of(new double[] {3, 1, 2}, 1, 3, 1));
    assertArrayEquals(new double[] {1, 2, 0}, q.doubles());
    Kernel first =
        kernel("first", items, Spaces.scalars(1), t -> t.slice(1, 0, 1).reshape(t.size(0), 1));
    Array y = first.to(S(3), sorting(score)).apply(0, Array.of(new double[] {3, 1, 2}, 1, 3, 1));
    assertArrayEquals(new double[] {1}, y.doubles());
  }

  private static void refuses(String sentence, Supplier<Object> what) {
    var e = assertThrows(IllegalArgumentException.class, what::get);
    assertTrue(e.getMessage().contains(sentence), e.getMessage());
  }

  @Test
  void refusals() {
    Kernel k = deepSets(X, X, 8);
    refuses("for both write to(E(3)×S(4), Γ)", () -> k.to(E(3), centroid()));
    refuses(
        "which holds SO(3) already; forget the rest by restrictedTo(SO(3))",
        () -> Maps.equivariant(X, O(3)).to(SO(3), haar(SO(3))));
    refuses(
        "go in steps, each with a Γ for one factor, as k.to(S(4), Γ₁).to(SO(3)×S(4), Γ₂)",
        () -> mlp(X, X).to(SO(3).times(S(4)), pca()));
    refuses(
        "\"deep sets\" is equivariant for S(4), not O(3)×S(4)",
        () -> k.along(OS.into(ES), centroid()));
    refuses(
        "chooses elements of T(3), but the cosets of S(4) in O(3)×S(4) are held as elements of O(3)",
        () -> k.to(OS, centroid()));
    refuses("T(3) is not compact, so it has no Haar probability", () -> haar(T(3)));
    refuses(
        "centroid needs points",
        () -> {
          Space v = Spaces.vectors(4, 3);
          return Maps.equivariant(v, O(3)).to(E(3), centroid());
        });
    refuses(
        "is equivariant for S(4), not O(3)×S(4)",
        () -> k.to(OS, gramSchmidt(deepSets(X, frames(3), 8))));
    refuses("no canonical way from", () -> k.to(OS, haar(O(3)).refine(deepSets(X, X, 8))));
    refuses(
        "starts from",
        () -> k.to(OS, haar(O(3)).refine(deepSets(points(4, 3).times(X), frames(3), 8))));
    refuses(
        "no canonical inclusion of S(4) in O(3)",
        () -> mlp(X, X, 8).along(trivial().into(O(3)), haar(O(3)).then(S(4), haar(S(4)))));
  }

  /** A Γ of one's own that claims less than G, or goes elsewhere, is not taken for one. */
  @Test
  void aGammaMustBeEquivariantAndEndInTheCosets() {
    Kernel k = deepSets(X, X, 8);
    Gamma weak =
        gamma(
            "weak",
            "every input",
            (x, c) ->
                Kernels.box(
                    "weak",
                    x,
                    Spaces.cosets(c),
                    trivial(),
                    List.of(),
                    false,
                    (in, u) ->
                        List.of(Tensors.eye(3, u.real()).unsqueeze(0).expand(u.rows(), 3, 3))));
    refuses("weak is equivariant for 1, not O(3)×S(4)", () -> k.to(OS, weak));
    Gamma astray = gamma("astray", "none", (x, c) -> Kernels.identity(x, c.target()));
    refuses("astray should go from points(4, 3) to O(3)×S(4) / S(4)", () -> k.to(OS, astray));
  }

  /** Along φ that is no canonical inclusion, X must say that H acts through φ. */
  @Test
  void alongAFactorOrAProjection() {
    Group s = S(2).times(S(2));
    Hom left = Hom.projection(s, 0);
    Hom right = Hom.projection(s, 1);
    Space y = features(2, 1).along(left).times(features(2, 1).along(right));
    Hom phi = Hom.factor(s, 1);
    Kernel plain = kernel("f", features(2, 1), features(2, 1), S(2), t -> t);
    refuses("build it on X.along(φ)", () -> plain.along(phi, haar(S(2))));
    Kernel f =
        Kernels.box(
            "f",
            y.along(phi),
            y.along(phi),
            S(2),
            List.of(),
            false,
            (x, u) ->
                List.of(
                    x.get(0).mul(Array.of(new double[] {1, 2}, 2, 1).tensor()), x.get(1).mul(3)));
    Kernel g = f.along(phi, haar(S(2)));
    assertEquals(s, g.group());
    assertEquals(y, g.dom());
    assertEquals(y, g.cod());
    Array a = Array.of(new double[] {1, 1}, 1, 2, 1);
    var out = g.run(4, List.of(a, a));
    assertEquals(3, out.get(0).doubles()[0] + out.get(0).doubles()[1], 1e-12);
    assertArrayEquals(new double[] {3, 3}, out.get(1).doubles(), 1e-12);

    Kernel id = Kernels.identity(X.along(Hom.projection(OS, 0)), OS);
    Kernel through = id.along(Hom.projection(OS, 0), haar(Groups.trivial()));
    assertEquals(O(3), through.group());
    assertEquals(X, through.dom());
    assertEquals(X, through.cod());
  }
}
