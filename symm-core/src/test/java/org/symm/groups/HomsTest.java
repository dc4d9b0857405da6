package org.symm.groups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.symm.groups.Groups.C;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.SE;
import static org.symm.groups.Groups.SO;
import static org.symm.groups.Groups.T;
import static org.symm.groups.Groups.trivial;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.symm.Laws;
import org.symm.tensor.DType;
import org.symm.tensor.LinearAlgebra;

/** Canonical inclusions, factors, projections; and what has none. */
class HomsTest extends HomLaws {

  @Override
  Stream<Hom> homs() {
    Group s = S(2).times(S(2));
    return Stream.concat(
        inclusions(),
        Stream.of(
            Hom.factor(s, 0),
            Hom.factor(s, 1),
            Hom.factor(O(3).times(S(2)).times(O(3)), 2),
            Hom.projection(O(3).times(S(5)), 0),
            Hom.projection(s, 1),
            Hom.projection(E(3), 1)));
  }

  static Stream<Hom> inclusions() {
    return Stream.of(
        S(5).into(O(3).times(S(5))),
        O(3).times(S(5)).into(E(3).times(S(5))),
        S(5).into(E(3).times(S(5))),
        trivial().into(O(3)),
        trivial().into(E(3).times(S(4))),
        O(3).into(O(3)),
        O(3).into(E(3)),
        T(3).into(E(3)),
        T(2).into(SE(2)),
        SO(3).into(O(3)),
        SO(2).into(SE(2)),
        SE(3).into(E(3)),
        SO(3).into(E(3)),
        SO(3).times(S(4)).into(E(3).times(S(4))),
        SO(3).times(S(4)).into(O(3).times(S(4))),
        T(3).times(S(4)).into(E(3).times(S(4))),
        O(3).into(O(3).times(S(5))),
        C(4).into(S(3).times(C(4))),
        S(3).into(S(2).times(S(3)).times(S(4))),
        S(2).times(S(4)).into(S(2).times(S(3)).times(S(4))),
        O(1).into(E(1)));
  }

  private static void refuses(Group h, Group g, String sentence) {
    assertFalse(h.isIn(g));
    var e = assertThrows(IllegalArgumentException.class, () -> h.into(g));
    assertEquals(sentence, e.getMessage());
  }

  @Test
  void whatIsNotInAnotherIsRefused() {
    String explicit = "; give the homomorphism explicitly: along(φ, Γ)";
    refuses(E(3), S(5), "no canonical inclusion of E(3) in S(5)" + explicit);
    refuses(O(3), SO(3), "no canonical inclusion of O(3) in SO(3)" + explicit);
    refuses(O(2), O(3), "no canonical inclusion of O(2) in O(3)" + explicit);
    refuses(S(4), S(5), "no canonical inclusion of S(4) in S(5)" + explicit);
    refuses(
        S(5).times(O(3)),
        O(3).times(S(5)),
        "no canonical inclusion of S(5)×O(3) in O(3)×S(5)" + explicit);
    refuses(T(3).times(O(3)), E(3), "no canonical inclusion of T(3)×O(3) in E(3)" + explicit);
    refuses(T(2), E(3), "no canonical inclusion of T(2) in E(3)" + explicit);
    assertThrows(IllegalArgumentException.class, () -> Hom.of("φ", O(3), O(3), x -> x).coset());
  }

  /** Choosing one of several ways would make composites of inclusions differ from inclusions. */
  @Test
  void whatFitsInSeveralWaysIsRefused() {
    String which = " in several ways; say which: Hom.factor(product, i)";
    refuses(S(2), S(2).times(S(2)), "S(2) is in S(2)×S(2)" + which);
    refuses(O(3), E(3).times(O(3)), "O(3) is in E(3)×O(3)" + which);
    refuses(SO(3), O(3).times(SO(3)), "SO(3) is in O(3)×SO(3)" + which);
    Group g = S(2).times(S(2));
    assertNotEquals(Hom.factor(g, 0), Hom.factor(g, 1));
    assertNotEquals(Hom.factor(g, 0).coset(), Hom.factor(g, 1).coset());
    assertEquals(O(3).into(O(3).times(S(2))), Hom.factor(O(3).times(S(2)), 0));
  }

  /** Wherever two canonical inclusions compose and the composite's ends have one, it is that. */
  @Test
  void canonicalInclusionsCompose() {
    List<Hom> all =
        Stream.concat(
                inclusions(),
                Stream.of(O(3).into(T(3).times(O(3))), T(3).times(O(3)).into(E(3).times(O(3)))))
            .toList();
    int composites = 0;
    for (Hom f : all) {
      for (Hom g : all) {
        if (f.target().equals(g.source())) {
          composites++;
          var x = f.source().sample("x", 5, DType.FLOAT64);
          var steps = g.apply(f.apply(x, 5, DType.FLOAT64), 5, DType.FLOAT64);
          var once = f.then(g).apply(x, 5, DType.FLOAT64);
          assertEquals(0, Laws.value(1, Laws.gap(steps, once))[0], f + " then " + g);
        }
      }
    }
    assertTrue(composites > 10, composites + " composites");
    assertThrows(
        IllegalArgumentException.class, () -> O(3).into(E(3)).then(S(5).into(O(3).times(S(5)))));
  }

  @Test
  void aNameDoesNotMakeAHomomorphismCanonical() {
    Hom flip =
        Hom.of(
            "O(3) → O(3)",
            O(3),
            O(3),
            x -> Element.of(O(3), x.only().mul(LinearAlgebra.det(x.only()).reshape(-1, 1, 1))));
    assertNotEquals(Hom.identity(O(3)), flip);
    var x = O(3).sample("x", 40, DType.FLOAT64);
    var y = flip.then(O(3).into(E(3))).apply(x, DType.FLOAT64);
    double gap = Laws.value(1, Laws.gap(y, O(3).into(E(3)).apply(x, DType.FLOAT64)))[0];
    assertTrue(gap > 0.1, "composing keeps the map");
  }
}
