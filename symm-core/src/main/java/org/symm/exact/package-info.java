/** Finite spaces: kernels as stochastic matrices, and which equivariant maps exist. */
package org.symm.exact;
