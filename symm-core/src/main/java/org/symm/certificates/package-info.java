/** Claims tried: whether a kernel is equivariant, factor by factor, as a function and in law. */
package org.symm.certificates;
