/**
 * Symbolic arrays that know their shape and element type, the program writer that turns them into
 * one TorchScript program, and running a program on libtorch through DJL.
 */
package org.symm.tensor;
