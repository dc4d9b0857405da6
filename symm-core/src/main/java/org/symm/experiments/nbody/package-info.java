/** The charged five-body experiment. */
package org.symm.experiments.nbody;
