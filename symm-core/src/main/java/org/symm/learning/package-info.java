/**
 * Learning: losses, optimisers, training as one program a step, and runs: what happened, with all
 * that is needed to do it again.
 */
package org.symm.learning;
