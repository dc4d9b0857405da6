/**
 * The reading of a diagram that draws: string diagrams as SVG and as text, from the structure that
 * runs.
 */
package org.symm.drawing;
