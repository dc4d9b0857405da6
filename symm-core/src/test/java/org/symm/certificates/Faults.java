package org.symm.certificates;

import static org.symm.certificates.Protocol.protocol;
import static org.symm.gammas.Gammas.centroid;
import static org.symm.gammas.Gammas.gamma;
import static org.symm.gammas.Gammas.gramSchmidt;
import static org.symm.gammas.Gammas.haar;
import static org.symm.gammas.Gammas.sorting;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.SO;
import static org.symm.groups.Groups.Scale;
import static org.symm.kernels.Kernels.gaussian;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.networks.Networks.vectorFrames;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.frames;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.vectors;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.symm.engine.Array;
import org.symm.frames.Frames;
import org.symm.groups.Group;
import org.symm.kernels.Body;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.kernels.Noise;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;
import org.symm.symmetrisation.Gamma;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;

/** Mistakes that are made in equivariant models, each beside the model without it. */
final class Faults {

  /**
   * A mistake.
   *
   * @param name what is wrong
   * @param broken a kernel with it
   * @param right the same without it, for the same group
   * @param how on what to try both
   * @param inLaw whether the broken one is tested in law
   * @param failures the rows that fail
   */
  record Fault(
      String name,
      Kernel broken,
      Kernel right,
      Protocol how,
      boolean inLaw,
      List<String> failures) {

    static Fault of(String name, Kernel broken, Kernel right, String... failures) {
      return new Fault(name, broken, right, protocol(), false, List.of(failures));
    }

    static Fault inLaw(String name, Kernel broken, Kernel right, String... failures) {
      return new Fault(name, broken, right, protocol(), true, List.of(failures));
    }

    Fault tried(Protocol other) {
      return new Fault(name, broken, right, other, inLaw, failures);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final Space X = points(5, 3).times(vectors(5, 3));
  static final Space P = points(5, 3);
  static final Group OS = O(3).times(S(5));
  static final Group ES = E(3).times(S(5));
  private static final Kernel DEEP = deepSets(X, P, 16, 16).init(1);
  private static final Kernel FRAME = vectorFrames(X, 8).init(2);

  private Faults() {}

  static Stream<Fault> all() {
    return Stream.of(
        untransformedInput(),
        wrongSide(),
        translationStatistic(),
        randomTranslationStatistic(),
        indexOrder(),
        transposedAction(),
        missingInverse(),
        outputNotTurnedBack(),
        pseudovector(),
        droppedFactor(),
        anisotropicNoise(),
        batchNorm(),
        sharedNoise(),
        bias(),
        lostTieBreak(),
        determinant(),
        sectionOnTheWrongSide(),
        centreNotSubtracted(),
        scaleNotDividedOut(),
        componentwiseActivation(),
        dropoutOfComponents(),
        positionalEncoding(),
        spreadOfNoise());
  }

  private static Kernel function(String name, Space y, Group g, UnaryOperator<List<Tensor>> f) {
    return Kernels.box(name, X, y, g, List.of(), false, (in, u) -> f.apply(in));
  }

  private static Kernel noisy(String name, Space y, Group g, Body f) {
    return Kernels.box(name, X, y, g, List.of(), true, f);
  }

  private static Kernel map(String name, Group g, UnaryOperator<List<Tensor>> f) {
    return function(name, P, g, f);
  }

  private static Fault untransformedInput() {
    return Fault.of(
        "velocities used as numbers",
        map("x (v₁ + 1)", OS, in -> List.of(in.get(0).mul(in.get(1).slice(2, 0, 1).add(1)))),
        map("x (|v| + 1)", OS, in -> List.of(in.get(0).mul(in.get(1).normKeep(2).add(1)))),
        "O(3)");
  }

  /** Γ(x): R₀ ~ Haar, R = R₀ f(R₀ᵀ x), by Algorithm 1 of SymDiff; or f(R₀ᵀ x) R₀ᵀ. */
  private static Gamma symDiff(boolean slip) {
    Kernel inner = deepSets(X, frames(3), 16).init(4);
    return gamma(
        slip ? "published order" : "Algorithm 1",
        "every input",
        (space, cosets) ->
            Kernels.box(
                "R",
                space,
                Spaces.cosets(cosets),
                cosets.target(),
                inner.parameters(),
                true,
                (in, u) -> {
                  Tensor r = SO(3).haar(u.stream("R0"), u.rows(), u.real()).only();
                  Tensor q = Frames.gramSchmidt(run(inner, turned(in, r), u));
                  return List.of(Frames.positive(slip ? q.matMul(r.t()) : r.matMul(q)));
                }));
  }

  private static Tensor run(Kernel k, List<Tensor> x, Noise u) {
    return k.diagram().run(x, u).get(0);
  }

  private static List<Tensor> turned(List<Tensor> x, Tensor r) {
    return x.stream().map(t -> t.matMul(r)).toList();
  }

  private static Fault wrongSide() {
    Group g = SO(3).times(S(5));
    return Fault.inLaw(
        "Γ multiplied on the wrong side, as in the code of SymDiff",
        DEEP.to(g, symDiff(true)),
        DEEP.to(g, symDiff(false)),
        "SO(3)");
  }

  private static Gamma largest() {
    return gamma(
        "largest coordinates",
        "every input",
        (x, c) ->
            Kernels.box(
                "max",
                x,
                Spaces.cosets(c),
                c.target(),
                List.of(),
                false,
                (in, u) -> List.of(in.get(0).max(1))));
  }

  private static Fault translationStatistic() {
    Kernel turned = DEEP.to(OS, gramSchmidt(FRAME));
    return Fault.of(
        "translations by the largest coordinates, which turn with nothing",
        turned.to(ES, largest()),
        turned.to(ES, centroid()),
        "O(3)");
  }

  private static Fault randomTranslationStatistic() {
    Kernel turned = DEEP.to(OS, haar(O(3)));
    return Fault.inLaw(
        "the same, with random rotations",
        turned.to(ES, largest()),
        turned.to(ES, centroid()),
        "O(3)");
  }

  private static final Space ITEMS = features(4, 3);
  private static final Kernel ON_ITEMS = mlp(ITEMS, features(4, 2), 16).init(6);

  /** The first column is the score: four times the same, small or large. */
  private static Protocol tied(double score) {
    double[] x = {0, .2, -1, 0, .9, 2, 0, -1.3, .4, 0, 0, .5};
    for (int i = 0; i < 4; i++) {
      x[3 * i] = score;
    }
    return protocol().inputs(Array.of(x, 1, 4, 3));
  }

  private static Kernel scores() {
    return Kernels.kernel("first", ITEMS, features(4, 1), S(4), t -> t.slice(2, 0, 1));
  }

  private static Kernel sorted(String name, boolean random, Body permutation) {
    return ON_ITEMS.to(
        S(4),
        gamma(
            name,
            "distinct scores",
            (x, c) ->
                Kernels.box(
                    name, x, Spaces.cosets(c), c.target(), List.of(), random, permutation)));
  }

  private static Fault indexOrder() {
    Kernel byIndex =
        sorted("stable sort", false, (in, u) -> List.of(in.get(0).select(2, 0).argsort(1)));
    return Fault.of("ties by index order", byIndex, ON_ITEMS.to(S(4), sorting(scores())), "S(4)")
        .tried(tied(1));
  }

  /** Noise below 10⁻⁶ breaks ties in float64; at 64 it is below a rounding error of float32. */
  private static Fault lostTieBreak() {
    Kernel small =
        sorted(
            "sort of noisy scores",
            true,
            (in, u) -> {
              Tensor s = in.get(0).select(2, 0);
              return List.of(s.add(u.uniform("tie break", 4).mul(1e-6)).argsort(1));
            });
    return Fault.inLaw(
            "tie break lost in float32", small, ON_ITEMS.to(S(4), sorting(scores())), "S(4)")
        .tried(tied(64));
  }

  /**
   * By hand: Q from equivariant frames of the centred points, then a way of using Q, network and
   * input. At symmetric clouds the frames are 0, so these are tried on generic ones.
   */
  private interface Use {
    Tensor of(Tensor q, UnaryOperator<List<Tensor>> k, List<Tensor> x);
  }

  private static Kernel byHand(String name, Group g, Use use) {
    Kernel plain = mlp(X, P, 16).init(5);
    var parameters =
        Stream.concat(plain.parameters().stream(), FRAME.parameters().stream()).toList();
    return Kernels.box(
        name,
        X,
        P,
        g,
        parameters,
        false,
        (in, u) -> {
          Tensor centred = in.get(0).sub(in.get(0).meanKeep(1));
          Tensor q = Frames.gramSchmidt(run(FRAME, List.of(centred, in.get(1)), u));
          return List.of(use.of(q, x -> List.of(run(plain, x, u)), in));
        });
  }

  private static Kernel canonical(Group g) {
    return byHand("Q k(Q⁻¹ x)", g, (q, k, x) -> k.apply(turned(x, q)).get(0).matMul(q.t()));
  }

  private static Fault transposedAction() {
    return Fault.of(
            "actions transposed",
            byHand("Q⁻¹ k(Q x)", O(3), (q, k, x) -> k.apply(turned(x, q.t())).get(0).matMul(q)),
            canonical(O(3)),
            "O(3)")
        .tried(protocol().generic());
  }

  private static Fault missingInverse() {
    return Fault.of(
            "inverse missing",
            byHand("Q k(Q x)", O(3), (q, k, x) -> k.apply(turned(x, q.t())).get(0).matMul(q.t())),
            canonical(O(3)),
            "O(3)")
        .tried(protocol().generic());
  }

  private static Fault outputNotTurnedBack() {
    return Fault.of(
            "output not turned back",
            byHand("k(Q⁻¹ x)", O(3), (q, k, x) -> k.apply(turned(x, q)).get(0)),
            canonical(O(3)),
            "O(3)")
        .tried(protocol().generic());
  }

  private static Fault pseudovector() {
    return Fault.of(
        "cross product taken for a vector under reflections",
        map("x × v", OS, in -> List.of(in.get(0).cross(in.get(1), 2))),
        map("(x × v) × v", OS, in -> List.of(in.get(0).cross(in.get(1), 2).cross(in.get(1), 2))),
        "O(3)");
  }

  private static Fault droppedFactor() {
    Kernel plain = mlp(X, P, 16).init(7).to(O(3), gramSchmidt(FRAME.restrictedTo(O(3))));
    return Fault.of(
        "permutations claimed, rotations symmetrised",
        Kernels.of("only turned", OS, plain.diagram()),
        DEEP.to(OS, gramSchmidt(FRAME)),
        "S(5)");
  }

  private static Fault anisotropicNoise() {
    Array wide = Array.of(new double[] {1, 1, 2});
    return Fault.inLaw(
        "noise with a direction of its own",
        noisy(
            "x + (1, 1, 2) noise",
            P,
            OS,
            (in, u) -> {
              Tensor w = wide.tensor().to(u.real());
              return List.of(in.get(0).add(u.normal("step", 5, 3).mul(w)));
            }),
        noisy("x + noise", P, OS, (in, u) -> List.of(in.get(0).add(u.normal("step", 5, 3)))),
        "O(3)");
  }

  private static Fault batchNorm() {
    return Fault.of(
        "lengths normalised over the batch",
        map("batch norm", OS, in -> List.of(in.get(0).div(size(in.get(0), 0, 1, 2)))),
        map("own norm", OS, in -> List.of(in.get(0).div(size(in.get(0), 1, 2)))),
        Probe.ROWS);
  }

  private static Tensor size(Tensor x, int... axes) {
    return x.square().meanKeep(axes).sqrt();
  }

  private static Fault sharedNoise() {
    return Fault.inLaw(
        "one draw of noise for all rows",
        noisy(
            "shared",
            scalars(1),
            OS,
            (in, u) -> {
              Tensor one = u.normal("n", 1).slice(0, 0, 1);
              return List.of(one.add(in.get(0).square().sum(1, 2).unsqueeze(1)));
            }),
        noisy(
            "own",
            scalars(1),
            OS,
            (in, u) -> List.of(u.normal("n", 1).add(in.get(0).square().sum(1, 2).unsqueeze(1)))),
        Probe.ROWS);
  }

  private static Fault bias() {
    return Fault.of(
        "bias added to vectors",
        map("2 x + 0.1", OS, in -> List.of(in.get(0).mul(2).add(0.1))),
        map("2 x", OS, in -> List.of(in.get(0).mul(2))),
        "O(3)");
  }

  /** Frames of determinant 1 do for SO(3): under a reflection they do not go along. */
  private static Fault determinant() {
    return Fault.of(
            "sign of the determinant dropped",
            byHand(
                "Q made proper",
                O(3),
                (q, k, x) -> {
                  Tensor proper = Frames.positive(q);
                  return k.apply(turned(x, proper)).get(0).matMul(proper.t());
                }),
            canonical(O(3)),
            "O(3)")
        .tried(protocol().generic());
  }

  /** With c the centroid, right is c + Q k(Q⁻¹ (x − c)); wrong Q (c + k(Q⁻¹ (x − c))). */
  private static Kernel moved(String name, boolean subtract, boolean inside) {
    Kernel turned =
        byHand(
            "in the frame",
            O(3),
            (q, k, x) -> {
              Tensor c = x.get(0).meanKeep(1);
              Tensor at = subtract ? x.get(0).sub(c) : x.get(0);
              Tensor y = k.apply(turned(List.of(at, x.get(1)), q)).get(0);
              return inside ? y.add(c).matMul(q.t()) : y.matMul(q.t()).add(c);
            });
    return Kernels.of(name, E(3), turned.diagram());
  }

  private static Fault sectionOnTheWrongSide() {
    return Fault.of(
            "translated before turning back",
            moved("Q (c + k)", true, true),
            moved("c + Q k", true, false),
            "T(3)",
            "O(3)")
        .tried(protocol().generic());
  }

  private static Fault centreNotSubtracted() {
    return Fault.of(
            "centroid added but not subtracted",
            moved("c + Q k(Q⁻¹ x)", false, false),
            moved("c + Q k", true, false),
            "T(3)")
        .tried(protocol().generic());
  }

  private static Fault scaleNotDividedOut() {
    return Fault.of(
        "scale multiplied in but not divided out",
        map("s k(x)", Scale(), in -> List.of(in.get(0).tanh().mul(size(in.get(0), 1, 2)))),
        map(
            "s k(x/s)",
            Scale(),
            in -> {
              Tensor s = size(in.get(0), 1, 2);
              return List.of(in.get(0).div(s).tanh().mul(s));
            }),
        Scale().name());
  }

  private static Fault componentwiseActivation() {
    return Fault.of(
        "activation of each component of a vector",
        map("relu", OS, in -> List.of(in.get(0).relu())),
        map("gate", OS, in -> List.of(in.get(0).mul(in.get(0).normKeep(2).sub(1).sigmoid()))),
        "O(3)");
  }

  private static Kernel dropout(String name, long width) {
    return noisy(
        name,
        P,
        OS,
        (in, u) -> {
          Tensor kept = u.uniform("kept", 5, width).gt(0.08).to(u.real());
          return List.of(in.get(0).mul(kept));
        });
  }

  private static Fault dropoutOfComponents() {
    return Fault.inLaw(
        "dropout of components in place of vectors",
        dropout("dropout", 3),
        dropout("dropout of vectors", 1),
        "O(3)");
  }

  private static Fault positionalEncoding() {
    Array ramp = Array.of(new double[] {1, 1.1, 1.2, 1.3, 1.4}, 5, 1);
    return Fault.of(
        "place in the list seen by the network",
        map(
            "weighted by place",
            OS,
            in -> List.of(in.get(0).mul(ramp.tensor().to(in.get(0).dtype())))),
        map("as they are", OS, in -> in.subList(0, 1)),
        "S(5)");
  }

  /** Means agree: only second moments tell, at a tenth of the size. */
  private static Fault spreadOfNoise() {
    Array uneven = Array.of(new double[] {1, 1, 1, 1, 1.5}, 5, 1);
    Kernel even = deepSets(P, P, 8).noisy(gaussian(2)).init(9);
    return Fault.inLaw(
        "noise that is larger on the last point",
        noisy(
            "uneven noise",
            P,
            OS,
            (in, u) -> {
              Tensor w = uneven.tensor().to(u.real());
              return List.of(in.get(0).add(u.normal("step", 5, 3).mul(w)));
            }),
        even.to(OS, haar(O(3))),
        "S(5)");
  }

  /** Types in which the rows that fail are expected to: float32 alone for lost digits. */
  static List<DType> types(Fault f) {
    return f.name().endsWith("float32")
        ? List.of(DType.FLOAT32)
        : List.of(DType.FLOAT64, DType.FLOAT32);
  }
}
