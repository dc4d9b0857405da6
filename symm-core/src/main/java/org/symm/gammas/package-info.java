/** The named ways Γ of choosing group elements: Haar, centroids, frames, orderings, scalings. */
package org.symm.gammas;
