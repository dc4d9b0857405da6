package org.symm.bench;

import static org.symm.certificates.Protocol.protocol;
import static org.symm.gammas.Gammas.centroid;
import static org.symm.gammas.Gammas.haar;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.networks.Networks.deepSets;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.vectors;

import java.util.stream.IntStream;
import org.symm.certificates.Certificates;
import org.symm.kernels.Kernel;
import org.symm.spaces.Space;

/**
 * How often whole certificates of a correct stochastic model fail: {@code FalseAlarms [RUNS]
 * [ALPHA]}, 1,000 and 0.001 unless told otherwise. The model is deep sets symmetrised to E(3)×S(5)
 * by Haar and the centroid, the protocol the usual one.
 */
public final class FalseAlarms {

  private FalseAlarms() {}

  /** Prints each failing certificate and the count. */
  public static void main(String[] args) {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    double alpha = args.length > 1 ? Double.parseDouble(args[1]) : 1e-3;
    Space x = points(5, 3).times(vectors(5, 3));
    Kernel f =
        deepSets(x, points(5, 3), 16, 16)
            .init(1)
            .to(O(3).times(S(5)), haar(O(3)))
            .to(E(3).times(S(5)), centroid());
    long failed =
        IntStream.range(0, runs)
            .mapToObj(seed -> Certificates.certify(f, seed, protocol().alpha(alpha)))
            .filter(c -> !c.holds())
            .peek(System.out::println)
            .count();
    System.out.printf("%d of %d certificates failed; expected %.1f%n", failed, runs, alpha * runs);
  }
}
