/** Experiments as commands of a terminal: options, exit codes, results as JSON. */
package org.symm.experiments.command;
