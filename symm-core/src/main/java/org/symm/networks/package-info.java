/**
 * Networks: kernels with parameters. Multilayer perceptrons, deep sets, attention, vector networks,
 * DJL blocks.
 */
package org.symm.networks;
