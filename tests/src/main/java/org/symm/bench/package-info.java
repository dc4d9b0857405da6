/** Benchmarks: see {@code tests/bench/README.md}. */
package org.symm.bench;
