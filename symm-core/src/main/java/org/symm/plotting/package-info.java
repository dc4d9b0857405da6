/** Figures in the house style, drawn by XChart; matrices as shades. */
package org.symm.plotting;
