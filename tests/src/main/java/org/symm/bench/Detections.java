package org.symm.bench;

import static org.symm.certificates.Protocol.protocol;
import static org.symm.gammas.Gammas.centroid;
import static org.symm.gammas.Gammas.gramSchmidt;
import static org.symm.gammas.Gammas.haar;
import static org.symm.gammas.Gammas.minimal;
import static org.symm.gammas.Gammas.pca;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.kernels.Kernels.kernel;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.networks.Networks.vectorFrames;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.points;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.symm.certificates.Certificates;
import org.symm.certificates.Protocol;
import org.symm.engine.Array;
import org.symm.groups.Group;
import org.symm.kernels.Body;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.tensor.DType;
import org.symm.tensor.Tensor;
import org.symm.tensor.Tensors;

/**
 * How often certificates find a fault: {@code Detections [SEEDS] [law|function|rows|correct]
 * [SIZE...]}. A size is a number of inputs, for stochastic kernels inputs and samples, as {@code
 * 16x128}; none for the usual ones. {@code correct} counts false alarms.
 */
public final class Detections {

  private static final Space X = points(5, 3);

  private Detections() {}

  /** Prints a Markdown table: a row for each fault, a column for each size. */
  public static void main(String[] args) {
    int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 40;
    String kind = args.length > 1 ? args[1] : "rows";
    List<String> sizes =
        args.length > 2 ? Arrays.asList(args).subList(2, args.length) : List.of("");
    Map<String, Kernel> faults =
        switch (kind) {
          case "law" -> law();
          case "function" -> function();
          case "correct" -> correct();
          default -> rows();
        };
    System.out.println("| fault | " + String.join(" | ", sizes) + " |");
    System.out.println("|---|" + "---|".repeat(sizes.size()));
    faults.forEach(
        (name, k) -> {
          var line = new StringBuilder("| " + name);
          for (String size : sizes) {
            long start = System.nanoTime();
            long found =
                IntStream.range(0, seeds)
                    .mapToObj(s -> Certificates.certify(k, 1000 + s, how(size)))
                    .filter(c -> !c.holds())
                    .peek(c -> System.err.print(kind.equals("correct") ? c + "\n" : ""))
                    .count();
            double each = (System.nanoTime() - start) / 1e9 / seeds;
            line.append(String.format(Locale.ROOT, " | %d/%d (%.2f s)", found, seeds, each));
          }
          System.out.println(line + " |");
        });
  }

  private static Protocol how(String size) {
    if (size.isEmpty()) {
      return protocol();
    }
    String[] parts = size.split("x");
    Protocol how = protocol().points(Integer.parseInt(parts[0]));
    return parts.length > 1 ? how.samples(Integer.parseInt(parts[1])) : how;
  }

  private static Kernel noisy(Body f) {
    return Kernels.box("noisy", X, X, O(3), List.of(), true, f);
  }

  /** x + (noise M), for noise of variance 1. */
  private static Kernel mixed(double... m) {
    return noisy(
        (in, u) ->
            List.of(
                in.get(0)
                    .add(u.normal("n", 5, 3).matMul(Array.of(m, 3, 3).tensor().to(u.real())))));
  }

  /** 1 for clouds whose first point is within 18° of the last axis. */
  private static Tensor cone(Tensor x) {
    Tensor p = x.select(1, 0);
    Tensor cos = p.slice(1, 2, 3).div(p.normKeep(1));
    return cos.gt(Math.cos(Math.toRadians(18))).to(x.dtype()).unsqueeze(1);
  }

  private static Map<String, Kernel> law() {
    var out = new LinkedHashMap<String, Kernel>();
    out.put(
        "noise in a cube: fourth moments alone",
        noisy((in, u) -> List.of(in.get(0).add(u.uniform("n", 5, 3).sub(0.5)))));
    double r = Math.sqrt(1 - 0.09);
    out.put("two coordinates of noise, correlation 0.3", mixed(1, 0.3, 0, 0, r, 0, 0, 0, 1));
    out.put("noise 1.3 times as wide along one axis", mixed(1.3, 0, 0, 0, 1, 0, 0, 0, 1));
    out.put("noise 1.15 times as wide along one axis", mixed(1.15, 0, 0, 0, 1, 0, 0, 0, 1));
    out.put(
        "bias of 0.2 standard deviations",
        noisy((in, u) -> List.of(in.get(0).add(u.normal("n", 5, 3)).add(0.2))));
    out.put(
        "bias of 1 beside noise, first point in a cone of 18°",
        noisy((in, u) -> List.of(in.get(0).add(u.normal("n", 5, 3)).add(cone(in.get(0))))));
    return out;
  }

  private static Map<String, Kernel> function() {
    var out = new LinkedHashMap<String, Kernel>();
    out.put(
        "bias of 1 in 0.5 % of inputs",
        kernel(
            "rare",
            X,
            X,
            O(3),
            x -> x.add(x.slice(1, 0, 1).slice(2, 0, 1).gt(2.5758).to(x.dtype()))));
    out.put(
        "bias of 1, first point in a cone of 18°", kernel("cone", X, X, O(3), x -> x.add(cone(x))));
    out.put(
        "bias of 5e-4 in float32",
        kernel("bias", X, X, O(3), x -> x.dtype() == DType.FLOAT32 ? x.add(5e-4) : x));
    return out;
  }

  private static Tensor place(Tensor x, int m) {
    return Tensors.range(x.size(0), DType.INT64).mod(m).reshape(-1, 1, 1);
  }

  private static Kernel placed(UnaryOperator<Tensor> f) {
    return kernel("placed", X, X, O(3).times(S(5)), f);
  }

  private static Tensor shared(Tensor noise, long rows) {
    return noise.repeatInterleave(2, 0).slice(0, 0, rows);
  }

  private static Map<String, Kernel> rows() {
    var out = new LinkedHashMap<String, Kernel>();
    out.put(
        "times 1 + 0.5 (row mod 4)", placed(x -> x.mul(place(x, 4).to(x.dtype()).mul(0.5).add(1))));
    out.put(
        "every 128th row doubled", placed(x -> x.mul(place(x, 128).eq(77).to(x.dtype()).add(1))));
    out.put(
        "first row of a run doubled",
        placed(x -> x.mul(place(x, 1 << 20).eq(0).to(x.dtype()).add(1))));
    out.put("a tenth of the neighbour added", placed(x -> x.add(x.roll(1, 0).mul(0.1))));
    out.put(
        "columns of size 1e10 and 1, the second by index",
        kernel(
            "entries",
            features(5, 2),
            features(5, 2),
            S(5),
            x ->
                Tensors.cat(
                    2,
                    x.slice(2, 0, 1).mul(1e10),
                    Tensors.range(5, DType.INT64)
                        .to(x.dtype())
                        .reshape(1, 5, 1)
                        .expand(x.size(0), 5, 1))));
    out.put(
        "noise shared by rows 2i and 2i + 1",
        noisy((in, u) -> List.of(in.get(0).add(shared(u.normal("n", 5, 3), u.rows())))));
    out.put(
        "noise shared by rows i and n - 1 - i",
        noisy(
            (in, u) -> {
              Tensor n = u.normal("n", 5, 3);
              Tensor half = Tensors.range(u.rows(), DType.FLOAT64).lt(u.rows() / 2.0);
              return List.of(in.get(0).add(half.reshape(-1, 1, 1).where(n, n.flip(0))));
            }));
    out.put(
        "one coin shared by rows 2i and 2i + 1",
        Kernels.box(
            "coin",
            X,
            features(5, 1),
            O(3).times(S(5)),
            List.of(),
            true,
            (in, u) -> {
              Tensor coin = u.uniform("n", 1, 1).gt(0.5).to(u.real());
              return List.of(shared(coin, u.rows()).expand(u.rows(), 5, 1));
            }));
    out.put(
        "noise 1.5 times as wide in every fourth row",
        noisy(
            (in, u) ->
                List.of(
                    in.get(0)
                        .add(
                            u.normal("n", 5, 3)
                                .mul(place(in.get(0), 4).eq(0).to(u.real()).mul(0.5).add(1))))));
    return out;
  }

  private static Map<String, Kernel> correct() {
    var out = new LinkedHashMap<String, Kernel>();
    out.put(
        "function: gated points", kernel("gate", X, X, O(3), x -> x.mul(x.normKeep(2).sigmoid())));
    out.put("function: deep sets", deepSets(X, X, 16, 16).init(1));
    Group e = E(3).times(S(5));
    Kernel turned = deepSets(X, X, 16).to(O(3).times(S(5)), gramSchmidt(vectorFrames(X, 16)));
    out.put("function: deep sets by Gram–Schmidt", turned.to(e, centroid()).init(1));
    out.put("function: perceptron by minimal frame", mlp(X, X, 16).init(1).to(E(3), minimal()));
    out.put("function: mean over frames of PCA", mlp(X, X, 16).init(1).to(O(3), pca()).mean());
    out.put("in law: noise in a ball", mixed(1, 0, 0, 0, 1, 0, 0, 0, 1));
    out.put(
        "in law: coins",
        Kernels.box(
            "coin",
            X,
            features(5, 1),
            O(3).times(S(5)),
            List.of(),
            true,
            (in, u) -> List.of(u.uniform("n", 5, 1).gt(0.5).to(u.real()))));
    out.put(
        "in law: deep sets by Haar", deepSets(X, X, 16).init(1).to(O(3).times(S(5)), haar(O(3))));
    return out;
  }
}
