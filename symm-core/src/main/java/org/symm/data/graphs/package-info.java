/** Finite graphs as values: enumeration, colours, canonical forms, and files of graphs. */
package org.symm.data.graphs;
