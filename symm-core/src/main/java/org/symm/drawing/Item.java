package org.symm.drawing;

import org.symm.kernels.Diagram;
import org.symm.spaces.Space;

/** What stands in one place of a row of a drawing. */
record Item(Kind kind, Diagram of, Space dom, Space cod, Grid inside, boolean named) {

  enum Kind {
    /** A box. */
    BOX,
    /** A frame drawn as a box. */
    CLOSED,
    /** A frame with what is inside. */
    FRAME,
    COPY,
    DISCARD,
    SWAP,
    /** Wires that go straight on, with or without their names. */
    WIRES
  }

  static Item of(Kind kind, Diagram d) {
    return new Item(kind, d, d.dom(), d.cod(), null, false);
  }

  static Item frame(Diagram d, Grid inside) {
    return new Item(Kind.FRAME, d, d.dom(), d.cod(), inside, false);
  }

  static Item wires(Space x, boolean named) {
    return new Item(Kind.WIRES, null, x, x, null, named);
  }

  /** Strands that come in: one for each component of the domain. */
  int in() {
    return dom.components().size();
  }

  /** Strands that go out. */
  int out() {
    return cod.components().size();
  }
}
