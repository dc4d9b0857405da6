/**
 * Groups: identity, multiplication, inverse, Haar probability or the reason why there is none;
 * matrix groups by their laws, finite groups by table or generators, products and semidirect
 * products; homomorphisms; cosets with a projection and a section.
 */
package org.symm.groups;
