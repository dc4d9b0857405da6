/** Which graphs a model tells apart: Puny et al. 2022, Kim et al. 2023. */
package org.symm.experiments.graphs;
