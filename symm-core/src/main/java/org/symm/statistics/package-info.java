/** Two samples compared: energy distance, MMD, moments, and p-values of many tests at once. */
package org.symm.statistics;
