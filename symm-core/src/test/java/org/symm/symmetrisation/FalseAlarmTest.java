package org.symm.symmetrisation;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.S;
import static org.symm.spaces.Spaces.points;
import static org.symm.symmetrisation.Certificates.certify;
import static org.symm.symmetrisation.Protocol.protocol;

import java.util.List;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;

/** The stated false-alarm rate of a whole certificate in law is the true one. */
class FalseAlarmTest {

  private static final int RUNS = 200;
  private static final double ALPHA = 0.05;

  /**
   * A correct kernel, x + noise, for three factors and two precisions. Rejections of 200 runs at
   * 0.05 are binomial, as the test is exact: the bounds leave a probability of 0.0005 on each side.
   */
  @Test
  void theRateOfTheWholeCertificateIsAlpha() {
    Space x = points(2, 2);
    Kernel f =
        Kernels.box(
            "move at random",
            x,
            x,
            E(2).times(S(2)),
            List.of(),
            true,
            (in, u) -> List.of(in.get(0).add(u.normal("step", 2, 2))));
    Protocol how = protocol().points(2).samples(24).alpha(ALPHA);
    int rejected = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      Certificate c = certify(f, seed, how);
      assertTrue(c.inLaw());
      rejected += c.holds() ? 0 : 1;
    }
    var law = new BinomialDistribution(RUNS, ALPHA);
    int low = law.inverseCumulativeProbability(0.0005);
    int high = law.inverseCumulativeProbability(0.9995);
    assertTrue(
        low <= rejected && rejected <= high,
        rejected + " of " + RUNS + " rejected; expected " + low + " to " + high);
  }
}
