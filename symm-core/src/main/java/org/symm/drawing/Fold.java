package org.symm.drawing;

import java.util.Locale;
import org.symm.kernels.Diagram;
import org.symm.kernels.Framed;

/** A diagram whose symmetrisations are frames around what they symmetrise. */
final class Fold {

  private Fold() {}

  /**
   * The diagram to draw: in place of copy, Γ, section, inverse, actions and k in each {@link
   * Framed.Step} stands k alone, in a frame named by φ and Γ and, if Γ learns, by how much.
   */
  static Diagram of(Diagram d) {
    if (d instanceof Diagram.Sequence s) {
      return new Diagram.Sequence(s.dom(), s.steps().stream().map(Fold::of).toList());
    }
    if (d instanceof Diagram.Beside b) {
      return new Diagram.Beside(b.sides().stream().map(Fold::of).toList());
    }
    if (d instanceof Framed.Step s) {
      long learned = Cell.parameters(s) - Cell.parameters(s.of());
      String count = learned == 0 ? "" : String.format(Locale.ROOT, ", %,d parameters", learned);
      return new Framed.Region(s.title() + count, of(s.of()));
    }
    if (d instanceof Framed.Region r) {
      return new Framed.Region(r.title(), of(r.inside()));
    }
    if (d instanceof Framed.Masked m) {
      return of(m.inside());
    }
    if (d instanceof Framed.Mean m) {
      return new Framed.Mean(m.samples(), of(m.inside()));
    }
    if (d instanceof Framed.Expectation e) {
      return new Framed.Expectation(of(e.inside()), e.isRandom());
    }
    return d;
  }
}
