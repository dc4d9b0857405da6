package org.symm.symmetrisation;

import java.util.List;
import java.util.function.BiFunction;
import org.symm.display.Refused;
import org.symm.engine.Parameter;
import org.symm.groups.Coset;
import org.symm.groups.Group;
import org.symm.groups.Hom;
import org.symm.kernels.Body;
import org.symm.kernels.Kernel;
import org.symm.kernels.Kernels;
import org.symm.kernels.Symmetriser;
import org.symm.spaces.Space;
import org.symm.spaces.Spaces;

/**
 * Γ: a way of choosing group elements, as a G-equivariant kernel X → G/φ(H) once the space X and
 * the cosets are known.
 *
 * <p>Symmetrising: {@code sym(k)(x): g ~ Γ(x); y ~ k(g⁻¹·x); return g·y}.
 *
 * @param name what drawings and errors call it
 * @param domain the inputs on which this Γ is defined, and what happens on others
 * @param rule the kernel X → G/φ(H), equivariant for G, for a space X and cosets
 */
public record Gamma(String name, String domain, BiFunction<Space, Coset, Kernel> rule)
    implements Symmetriser {

  /** All are needed. */
  public Gamma {
    Refused.ifNull(name, "the name of a Γ");
    Refused.ifNull(domain, "the domain of %s, in words", name);
    Refused.ifNull(rule, "the kernel of %s", name);
  }

  /** The kernel X → G/φ(H), equivariant for G. */
  public Kernel at(Space x, Coset cosets) {
    Refused.ifNull(x, "the space on which %s chooses", name);
    Refused.ifNull(cosets, "the cosets from which %s chooses", name);
    return rule.apply(x, cosets);
  }

  @Override
  public Kernel symmetrise(Kernel k, Hom phi) {
    Refused.ifNull(k, "the kernel that %s symmetrises", name);
    Refused.ifNull(phi, "the homomorphism along which %s symmetrises", name);
    return Symmetrisation.along(k, phi, this);
  }

  /**
   * The recursive Γ′ = sym(ν; Γ): the network's choice, symmetrised by this Γ (Cornish 2024, arXiv
   * 2406.11814). The network need only be H-equivariant; its codomain is one that {@link
   * GroupProjection} turns into group elements, as frames(d) for O(d) or features(n, 1) for S(n).
   */
  public Gamma refine(Kernel nu) {
    Refused.ifNull(nu, "the network ν that %s refines", name);
    return Recursion.refined(this, nu, Coset::along);
  }

  /**
   * The recursive Γ′ = sym(ν; Γ) along another homomorphism H′ → G than that of the kernel: ν need
   * only be H′-equivariant, and this Γ chooses from G/H′. With H′ = 1 any network will do.
   */
  public Gamma refine(Kernel nu, Hom along) {
    Refused.ifNull(nu, "the network ν that %s refines", name);
    Refused.ifNull(along, "the homomorphism along which %s is refined", name);
    return Recursion.refined(this, nu, c -> along);
  }

  /** K independent choices of this Γ as a finite set of candidates, equally weighted. */
  public Gamma samples(int k) {
    return WeightedCandidates.samples(this, k);
  }

  /**
   * The finitely many candidates of this Γ with weights wᵢ λ(gᵢ⁻¹·x), up to their sum. With all of
   * a finite group as candidates and a mean over them this is λ-equitune, Σ λ(g⁻¹x) g·f(g⁻¹x) / Σ
   * λ(g⁻¹x) (Basu et al. 2023).
   *
   * @param lambda a kernel X → scalars(1) that H does not change, of size about one: below 0 it
   *     counts as 0, and where Σ wᵢ λ is below 10⁻¹² (float32: 10⁻⁶), as it may be by rounding, the
   *     weights stay as they were. So scale exp(−E) by the least E, or use {@link #least}
   */
  public Gamma weigh(Kernel lambda) {
    Refused.ifNull(lambda, "the kernel that weighs %s", name);
    return WeightedCandidates.weighted(this, " weighted by ", lambda, WeightedCandidates::times);
  }

  /**
   * Of the finitely many candidates of this Γ those with the least energy E(gᵢ⁻¹·x), up to the
   * rounding of the largest finite one; they keep their weights. Forbid a candidate by E = ∞: a
   * penalty of 10⁶ would in float32 make equal what differs by less than 10. Nor does it see
   * differences below 10⁻¹² (float32: 10⁻⁶), which may be left of sums that cancel: energies should
   * be of size about one. Canonicalisation by optimisation (Kaba et al. 2023), FoCal (Singhal et
   * al. 2025), equizero (Basu et al. 2023); with E = −confidence of the network itself adaptive
   * canonicalisation (Lin and Levie 2026).
   *
   * @param energy a kernel X → scalars(1) that H does not change
   */
  public Gamma least(Kernel energy) {
    Refused.ifNull(energy, "the energy of %s", name);
    return WeightedCandidates.weighted(this, " of least ", energy, WeightedCandidates::least);
  }

  /**
   * Steps from this Γ down an energy, along the generators of the group: g ← g exp(−rate · ∂E). No
   * gradient passes through the steps. With restarts: {@code γ.descend(E, 20,
   * 0.1).samples(8).least(E)} (LieLAC, Shumaylov et al. 2025).
   *
   * @param energy a differentiable kernel X → scalars(1) that H does not change
   * @throws IllegalArgumentException if steps is negative, or rate not positive and finite
   */
  public Gamma descend(Kernel energy, int steps, double rate) {
    Refused.ifNull(energy, "the energy that %s descends", name);
    Refused.unless(
        steps >= 0 && rate > 0 && rate < Double.POSITIVE_INFINITY,
        "%s goes down \"%s\" by 0 steps and more at a positive finite rate, not by %s at %s",
        name,
        energy.name(),
        steps,
        rate);
    return Descent.of(this, energy, steps, rate);
  }

  /**
   * The Γ along H → G → K that takes this one for the first step and another for the second: k ~
   * s(δ(x)); g ~ s(γ(k⁻¹·x)); return [k g].
   */
  public Gamma then(Group middle, Gamma outer) {
    Refused.ifNull(middle, "the group after %s", name);
    Refused.ifNull(outer, "the Γ after %s", name);
    return Recursion.composed(
        this, outer, c -> List.of(c.source().into(middle), middle.into(c.target())));
  }

  /** The same for any φ: H → G and ψ: G → K. */
  public Gamma then(Hom phi, Hom psi, Gamma outer) {
    Refused.ifNull(phi, "the homomorphism of %s", name);
    Refused.ifNull(psi, "the homomorphism after %s", name);
    Refused.ifNull(outer, "the Γ after %s", name);
    return Recursion.composed(this, outer, c -> List.of(phi, psi));
  }

  /** A box X → G/φ(H), which its author says is equivariant for G. */
  public static Kernel box(
      String name, Space x, Coset c, List<Parameter> parameters, boolean random, Body body) {
    return Kernels.box(name, x, Spaces.cosets(c), c.target(), parameters, random, body);
  }
}
