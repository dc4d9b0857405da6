/** What networks are built from: dense layers, heads, and how a space is read as items. */
package org.symm.networks.layers;
