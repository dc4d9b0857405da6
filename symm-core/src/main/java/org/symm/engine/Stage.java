package org.symm.engine;

import ai.djl.ndarray.NDArray;

/** A part of a program that runs as one: a compiled segment, or an opaque box. */
interface Stage {

  /** The results, which the caller closes; the seed fixes all noise. */
  NDArray[] run(NDArray[] in, long seed);

  /** How it stands in the program's source. */
  String text();
}
