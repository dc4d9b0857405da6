/**
 * Markov kernels as string diagrams: values built from boxes by composition, drawn, run and checked
 * from the same structure. A kernel is a deterministic map of its input and of noise from named
 * streams.
 */
package org.symm.kernels;
