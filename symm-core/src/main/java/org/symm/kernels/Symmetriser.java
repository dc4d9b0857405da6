package org.symm.kernels;

import org.symm.groups.Hom;

/** What turns an H-equivariant kernel into a G-equivariant one along φ: H → G. */
public interface Symmetriser {

  /** The symmetrised kernel. */
  Kernel symmetrise(Kernel k, Hom phi);
}
