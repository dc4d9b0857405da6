/** The experiment of Cornish 2024, section 7.3: equivariant maps between matrices. */
package org.symm.experiments.markov;
