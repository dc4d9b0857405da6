/** Files that are written whole: NumPy arrays, safetensors, cached data. */
package org.symm.files;
