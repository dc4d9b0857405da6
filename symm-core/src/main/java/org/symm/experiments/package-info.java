/** Published experiments, each from one command. */
package org.symm.experiments;
