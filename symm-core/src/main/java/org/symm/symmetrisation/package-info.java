/**
 * Symmetrisation along a homomorphism φ: H → G: from an H-equivariant kernel and a G-equivariant
 * way Γ: X → G/φ(H) of choosing group elements, a G-equivariant kernel (Cornish 2024, arXiv
 * 2406.11814). Certificates check it.
 */
package org.symm.symmetrisation;
