/**
 * Spaces: arrays with groups acting on them. The only place where it is written how a group acts.
 */
package org.symm.spaces;
