package org.symm.gammas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.certificates.Certificates.certify;
import static org.symm.gammas.Gammas.directions;
import static org.symm.gammas.Gammas.gramSchmidt;
import static org.symm.gammas.Gammas.haar;
import static org.symm.gammas.Gammas.janossy;
import static org.symm.gammas.Gammas.pca;
import static org.symm.gammas.Gammas.robust;
import static org.symm.groups.Groups.C;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.trivial;
import static org.symm.networks.Networks.attention;
import static org.symm.networks.Networks.deepSets;
import static org.symm.networks.Networks.mlp;
import static org.symm.networks.Networks.vectorFrames;
import static org.symm.spaces.Spaces.points;
import static org.symm.spaces.Spaces.scalars;
import static org.symm.spaces.Spaces.set;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.symm.engine.Array;
import org.symm.exact.FinStoch;
import org.symm.groups.Group;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.spaces.Space;
import org.symm.tensor.DType;

/** What would go through too many choices is refused at once, with what to do instead. */
class BoundsTest {

  private static void refused(String words, Supplier<Object> what) {
    assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          var e = assertThrows(IllegalArgumentException.class, what::get);
          assertTrue(e.getMessage().contains(words), e.getMessage());
        });
  }

  private static Object run(Kernel k) {
    return k.apply(1, Array.normal(1, DType.FLOAT32, k.dom().parts().get(0).rows(2).toArray()));
  }

  private static Kernel on(int n, int d) {
    return mlp(points(n, d), scalars(1), 4);
  }

  @Test
  void orders() {
    refused("haar(S(12)) with mean(K) or samples(K)", () -> janossy(12, 12));
    refused("haar(S(1000)) with mean(K)", () -> janossy(1000, 4));
    assertEquals(2, ((Array) run(on(8, 2).to(S(8), janossy(8, 3)).mean())).shape().size(0));
    run(on(12, 2).to(S(12), haar(S(12))).mean(3));
    run(on(12, 2).to(S(12), haar(S(12)).samples(3)).mean());
  }

  @Test
  void frames() {
    refused("pca() goes through", () -> run(on(40, 31).to(O(31), pca()).mean()));
    refused("pca() goes through", () -> run(on(40, 70).to(O(70), pca())));
    refused("robust() goes through", () -> run(on(400, 5).to(O(5), robust()).mean()));
    run(on(12, 10).to(O(10), pca()).mean());
  }

  /** What fits a list may still be too much for one row. */
  @Test
  void copiesOfARow() {
    refused(
        "one row needs", () -> run(on(2, 2).to(O(2), haar(O(2)).samples(2_000_000_000)).mean()));
    Kernel many = on(4, 2).to(O(2), haar(O(2)).samples(1000));
    Kernel together = many.beside(many).beside(many).beside(many);
    refused("outcomes together, too many to go through", together::mean);
  }

  /** 1,000 inputs with 5,040 outcomes each. */
  @Test
  void exactReadings() {
    Kernel first =
        Kernels.box(
            "first",
            set(7).times(set(1000)),
            set(7),
            trivial(),
            List.of(),
            true,
            (x, u) -> List.of(u.haar("g", S(7)).only().select(1, 0)));
    refused("the exact reading would list 35280000 outcomes", () -> FinStoch.exact(first));
  }

  /** On one point S(1) is the group of networks on items; all that holds for 1 holds for it. */
  @Test
  void onePoint() {
    Space x = points(1, 3);
    Group os = O(3).times(S(1));
    assertEquals(S(1), deepSets(x, x, 8).group());
    assertEquals(S(1), attention(x, x, 1, 8, 2).group());
    assertEquals(os, vectorFrames(x, 8).group());
    for (Kernel k : new Kernel[] {deepSets(x, x, 8), attention(x, x, 1, 8, 2), mlp(x, x, 8)}) {
      assertTrue(k.isEquivariantFor(S(1)) && k.isEquivariantFor(trivial()));
      assertEquals(O(3), k.to(O(3), haar(O(3))).group());
      assertEquals(O(3), k.to(O(3), gramSchmidt(vectorFrames(x, 8))).group());
      if (!k.group().equals(trivial())) {
        Kernel both = k.to(os, haar(O(3)));
        assertEquals(os, both.group());
        certify(both.mean(2), 1).orThrow();
      }
    }
    assertTrue(deepSets(points(2, 3), points(2, 3), 8).isEquivariantFor(C(1)));
    refused("directions(k) needs k of at least 1, not 0", () -> directions(0));
  }
}
