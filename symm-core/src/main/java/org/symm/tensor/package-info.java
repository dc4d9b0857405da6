/**
 * Symbolic arrays that know their shape and element type, their operations and gradients: what a
 * program of the engine is written from.
 */
package org.symm.tensor;
