/**
 * How values show themselves in a notebook or a terminal, and how loops show progress and can be
 * stopped.
 */
package org.symm.display;
