package org.symm.groups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.symm.groups.Groups.C;
import static org.symm.groups.Groups.E;
import static org.symm.groups.Groups.O;
import static org.symm.groups.Groups.S;
import static org.symm.groups.Groups.SO;
import static org.symm.groups.Groups.T;
import static org.symm.groups.Groups.trivial;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Direct products. */
class ProductGroupsTest extends GroupLaws {

  @Override
  Stream<Group> groups() {
    return Stream.of(
        O(3).times(S(5)),
        E(3).times(S(5)),
        S(2).times(S(2)),
        C(4).times(C(3)).times(SO(2)),
        O(2).times(S(3).times(C(2))),
        trivial().times(S(4)),
        T(2).times(S(3)));
  }

  @Test
  void productsAreFlatAndForgetTheTrivialGroup() {
    assertEquals(O(3).times(S(5).times(C(2))), O(3).times(S(5)).times(C(2)));
    assertEquals("O(3)×S(5)×C(2)", O(3).times(S(5).times(C(2))).name());
    assertEquals(trivial(), trivial().times(trivial()));
    assertEquals(List.of(T(3), O(3), S(5)), E(3).times(S(5)).factors());
    assertThrows(IllegalArgumentException.class, () -> new Product(List.of(trivial(), S(2))));
    assertThrows(
        IllegalArgumentException.class, () -> new Product(List.of(S(2).times(S(3)), S(2))));
  }
}
