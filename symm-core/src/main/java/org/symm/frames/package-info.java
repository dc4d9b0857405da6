/** Orthonormal frames, Haar rotations, and what counts as rounding in a choice. */
package org.symm.frames;
