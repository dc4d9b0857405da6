/** Arrays in memory, parameters, and programs that run on libtorch through DJL. */
package org.symm.engine;
