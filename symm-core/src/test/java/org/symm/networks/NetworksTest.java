package org.symm.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.symm.certificates.Certificates.certify;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.kernels.Kernels.gaussian;
import static org.symm.networks.Networks.attention;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.networks.Networks.residual;
import static org.symm.networks.Networks.vectorFrames;
import static org.symm.spaces.Spaces.features;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.vectors;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.symm.kernels.Kernel;
import org.symm.spaces.Space;

/** What each network claims to be equivariant for, certified; and what it is not. */
class NetworksTest {

  private static final Space X = points(4, 3).times(vectors(4, 3)).times(features(4, 1));
  private static final Space Y = points(4, 3).times(scalars(2));

  private static List<Kernel> onItems() {
    return List.of(
        deepSets(X, Y, 16, 16).init(1),
        attention(X, Y, 2, 16, 4).init(1),
        residual(attention(X, points(4, 3), 1, 8, 2)).init(1),
        deepSets(X, Y, 16).init(0).noisy(gaussian(2)).init(1));
  }

  @Test
  void networksOnItemsArePermuted() {
    for (Kernel k : onItems()) {
      assertEquals(S(4), k.group());
      certify(k, 0).orThrow();
    }
  }

  /** Also at symmetric clouds, where the vectors cancel and what is left of them is rounding. */
  @Test
  void vectorFramesTurnToo() {
    assertEquals(O(3).times(S(4)), vectorFrames(X, 16).group());
    for (int seed = 0; seed < 4; seed++) {
      certify(vectorFrames(X, 16).init(seed), seed).orThrow();
    }
  }

  @Test
  void plainNetworksDoNotTurn() {
    for (Kernel k : onItems()) {
      assertFalse(certify(k, O(3), 0).holds(), k.name());
    }
    assertFalse(certify(mlp(X, Y, 16).init(1), S(4), 0).holds());
  }
}
