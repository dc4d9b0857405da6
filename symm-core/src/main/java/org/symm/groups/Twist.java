package org.symm.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.symm.tensor.Tensor;

/** How H acts on N by automorphisms, h ▷ n, in a semidirect product N ⋊ H. */
public interface Twist {

  /** h ▷ n, row by row. */
  Element apply(Element h, Element n);

  /** Whether this is an action of H on N by automorphisms. */
  boolean fits(Group normal, Group quotient);

  /** The usual name of N ⋊ H. */
  default String name(Group normal, Group quotient) {
    return normal + "⋊" + quotient;
  }

  /** Whether N acts on arrays as it does by itself when it is in N ⋊ H. */
  default boolean keepsNormal() {
    return false;
  }

  /** Whether H acts on arrays as it does by itself when it is in N ⋊ H. */
  default boolean keepsQuotient() {
    return false;
  }

  /** The twists of the named groups. */
  enum Named implements Twist {
    /** A matrix on a vector, h ▷ n = h n: E(d), SE(d), Aff(d), Sim(d), T(4)⋊O(1,3). */
    LINEAR {
      @Override
      public Element apply(Element h, Element n) {
        return h.isIdentity() || n.isIdentity()
            ? n
            : Element.of(n.group(), VectorAction.apply(h, n.only()));
      }

      @Override
      public boolean fits(Group normal, Group quotient) {
        return normal instanceof Translation t && VectorAction.actsOn(quotient, t.d());
      }

      @Override
      public String name(Group normal, Group quotient) {
        int d = ((Translation) normal).d();
        String letters =
            Map.of(
                    Groups.O(d), "E",
                    Groups.SO(d), "SE",
                    Groups.GL(d), "Aff",
                    Groups.Scale().times(Groups.O(d)), "Sim")
                .get(quotient);
        return letters == null
            ? normal + "⋊" + (quotient instanceof Product ? "(" + quotient + ")" : quotient)
            : letters + "(" + d + ")";
      }
    },

    /** 1 ▷ n = n⁻¹ for C(2) on an abelian group: D(n). */
    INVERT {
      @Override
      public Element apply(Element h, Element n) {
        Tensor k = n.only();
        return Element.of(n.group(), h.only().eq(1).where(n.inverse().only(), k));
      }

      @Override
      public boolean fits(Group normal, Group quotient) {
        return normal instanceof Cyclic && quotient.equals(new Cyclic(2));
      }

      @Override
      public String name(Group normal, Group quotient) {
        return "D(" + ((Cyclic) normal).n() + ")";
      }
    },

    /** (π ▷ g)_{π(i)} = g_i for S(n) on Gⁿ: the wreath product S(n) ≀ G. */
    PERMUTE {
      @Override
      public Element apply(Element h, Element n) {
        int copies = (int) h.only().size(1);
        int each = n.parts().size() / copies;
        Tensor from = h.inverse().only();
        var out = new ArrayList<>(n.parts());
        for (int part = 0; part < each; part++) {
          Tensor all = VectorAction.copies(n, copies, part);
          Tensor moved = VectorAction.along(all, 1, from);
          for (int i = 0; i < copies; i++) {
            out.set(i * each + part, moved.select(1, i));
          }
        }
        return new Element(n.group(), out);
      }

      @Override
      public boolean fits(Group normal, Group quotient) {
        return quotient instanceof Symmetric s
            && Groups.power(one(normal, s.n()), s.n()).equals(normal);
      }

      @Override
      public String name(Group normal, Group quotient) {
        Group one = one(normal, ((Symmetric) quotient).n());
        return quotient + "≀" + (one instanceof Product ? "(" + one + ")" : one);
      }
    };

    @Override
    public boolean keepsNormal() {
      return this != PERMUTE;
    }

    @Override
    public boolean keepsQuotient() {
      return this != INVERT;
    }

    /** G of Gⁿ. */
    static Group one(Group power, int n) {
      List<Group> all = power instanceof Product p ? p.of() : List.of(power);
      return Product.of(all.subList(0, Math.max(1, all.size() / n)));
    }
  }
}
