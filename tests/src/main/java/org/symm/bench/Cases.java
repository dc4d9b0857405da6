package org.symm.bench;

import static org.symm.gammas.Gammas.centroid;
import static org.symm.gammas.Gammas.haar;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.networks.Networks.attention;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.spaces.Spaces.frames;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.vectors;

import java.util.stream.IntStream;
import org.symm.certificates.Certificates;
import org.symm.data.ChargedParticles;
import org.symm.experiments.markov.Markov;
import org.symm.experiments.markov.MarkovTask;
import org.symm.kernels.Kernel;
import org.symm.spaces.Space;
import org.symm.symmetrisation.Gamma;

/** The cases by name; a name is followed by numbers, as in {@code recursive:10}. */
final class Cases {

  private static final Space IN = points(5, 3).times(vectors(5, 3));
  private static final Space OUT = vectors(5, 3);

  private Cases() {}

  static Case of(String text) {
    String[] words = text.split(":");
    if (words.length > 1 && !Character.isDigit(words[1].charAt(0))) {
      var setting =
          new Markov(
              MarkovTask.valueOf(words[1]),
              Integer.parseInt(words[2]),
              Markov.Model.valueOf(words[3]));
      return switch (words[0]) {
        case "price" -> new Steps(setting.symmetrised().mean(10), 100);
        case "networks" -> new Steps(setting.networks(), 1000);
        default -> markov(setting);
      };
    }
    int[] n = IntStream.range(1, words.length).map(i -> Integer.parseInt(words[i])).toArray();
    return switch (words[0]) {
      case "trace" -> new Calls.Trace();
      case "call" -> new Calls.Overhead();
      case "haar" -> Case.time(Work.haar(4096, 20));
      case "first" -> Case.once(Work::first);
      case "mlp" -> new Steps(mlp(scalars(10), scalars(1), 128, 128, 128), 100);
      case "deepsets" -> new Steps(backbone(), n[0]);
      case "average" -> new Steps(symmetrised(haar(O(3))).mean(n[0]), 100);
      case "recursive" -> new Steps(recursive(n[1]).mean(n[0]), 100);
      case "attention" ->
          Case.time(Work.gradients(encoder(), n[0])).learning(encoder().parameterCount());
      case "rows" -> Chunks.of(n);
      case "peak" -> Case.once(() -> Memory.peak(n[0]));
      case "growth" -> Case.once(Memory::growth);
      case "nbody" ->
          Case.once(
              () -> {
                long start = System.nanoTime();
                ChargedParticles.simulate(
                    ChargedParticles.SEED, ChargedParticles.Split.TRAIN, 3000);
                return (System.nanoTime() - start) / 1e9;
              });
      case "certificate" -> {
        Kernel f = recursive(64).mean(4).to(E(3).times(S(5)), centroid()).init(0);
        yield Case.once(
            () -> {
              long start = System.nanoTime();
              Certificates.certify(f, 0);
              return (System.nanoTime() - start) / 1e9;
            });
      }
      default -> throw new IllegalArgumentException("there is no case " + text);
    };
  }

  /** The whole loop of a training: 100 steps of 100 fresh rows an epoch, ten samples. */
  private static Case markov(Markov setting) {
    Kernel f = setting.symmetrised();
    int steps = 10_000_000;
    return new Steps(
        setting.experiment(f, 10, steps, 100, 1e-4, Markov.Recipe.PAPER, 0),
        f.parameterCount(),
        100);
  }

  static Kernel encoder() {
    return attention(points(25, 3), points(25, 3), 4, 64, 4);
  }

  private static Kernel backbone() {
    return deepSets(IN, OUT, 64, 64, 64);
  }

  private static Kernel symmetrised(Gamma gamma) {
    return backbone().to(O(3).times(S(5)), gamma);
  }

  private static Kernel recursive(int width) {
    return symmetrised(haar(O(3)).refine(deepSets(IN, frames(3), width)));
  }
}
