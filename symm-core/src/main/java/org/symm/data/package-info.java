/** Tables from files, and simulators and loaders of the data that the experiments use. */
package org.symm.data;
